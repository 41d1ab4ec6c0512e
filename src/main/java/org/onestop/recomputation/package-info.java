/** Recomputation (复算): stored settlements decided again and compared, or decided under a draft of the law. Changes none. */
package org.onestop.recomputation;
