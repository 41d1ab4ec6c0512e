/** Made-up people, hospitals and clients to try the service with; removable without a trace. */
package org.onestop.sandbox;
