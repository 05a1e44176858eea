/** The Kafka edge: one class per consumed topic and purpose (copies and effects apart), and {@link PublicEvents}. */
package io.tresen.chat.kafka;
