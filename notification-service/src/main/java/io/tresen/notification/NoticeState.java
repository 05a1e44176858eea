package io.tresen.notification;

/** State of a notice: {@code WAITING} for the chat's answer, then {@code SENT} or {@code SUPPRESSED}, both final. */
public enum NoticeState {
    WAITING,
    SENT,
    SUPPRESSED
}
