package io.tresen.chat.assistant;

/**
 * Whom and how much, as the next text.
 *
 * @param again after it could not be understood once
 */
public record TransferQuestion(TransferKind kind, boolean again) {}
