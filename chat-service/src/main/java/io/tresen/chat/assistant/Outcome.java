package io.tresen.chat.assistant;

import java.util.List;

/** What the assistant decided: the answers in their order, the new cart and flow, and what else changes. */
public record Outcome(List<Reply> replies, Cart cart, Flow flow, List<Change> changes) {}
