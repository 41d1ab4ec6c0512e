/**
 * The numbers of the law: dated parameter files, a strict reader, the policy sets made of them, and the values that
 * settlements have used, kept for ever.
 *
 * <p>src/docs/policy-files.md says how a file looks and how a number is changed.
 */
package org.onestop.policy;
