/** The edge for people: pages that a browser shows. They hold no data; what a page shows it fetches by the interface. */
package io.tresen.chat.web;
