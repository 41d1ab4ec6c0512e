/** What civil affairs audit: findings, made by rules and looked through by people. Changes no business record. */
package org.onestop.audit;
