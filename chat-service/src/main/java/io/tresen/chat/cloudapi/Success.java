package io.tresen.chat.cloudapi;

/** Meta's answer where there is nothing to say. */
public record Success(boolean success) {}
