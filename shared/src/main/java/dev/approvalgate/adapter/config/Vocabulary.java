package dev.approvalgate.adapter.config;

/**
 * What a policy declares, and its rules and repositories' own policies refer to.
 *
 * @param groups groups of persons
 * @param onCall who is on call
 * @param calendars days
 */
record Vocabulary(GroupSection groups, OnCallSection onCall, CalendarSection calendars) {}
