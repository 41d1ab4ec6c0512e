/** Hospitals: what each is (level, place, division), and when. */
package org.onestop.hospital;
