/**
 * The demo shop: its goods, and one whole conversation played on the running platform through nothing but its public HTTP
 * interface. Every step waits for what the platform really answers and breaks off loudly when it does not come.
 */
package io.tresen.local.demo;
