/** The operations with which machines are let in: registered, given new secrets, retired (客户端管理). */
package org.onestop.clients;
