/** The catalogue (医保目录): the class, first-pay ratio and price ceiling of each item, and when. */
package org.onestop.catalogue;
