/** Yuan in whole fen, ratios, quantities and prices, and the named roundings. JDK only. */
package org.onestop.money;
