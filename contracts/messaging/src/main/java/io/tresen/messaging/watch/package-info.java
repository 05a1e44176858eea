/**
 * What operators watch of a service: values that queries find ({@link io.tresen.messaging.watch.Watches}), and how far its
 * consumers are behind ({@link io.tresen.messaging.watch.ConsumerLag}). Every metric of ours has a row in
 * {@code deploy/docs/observe.md}; labels have few values, and none of a tenant, a shopper or an id.
 */
package io.tresen.messaging.watch;
