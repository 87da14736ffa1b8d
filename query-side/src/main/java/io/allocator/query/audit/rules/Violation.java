package io.allocator.query.audit.rules;

/**
 * An event, or what a SKU's events come to, that breaks a rule.
 *
 * @param rule the rule's name
 * @param sku the SKU whose events break it
 * @param globalIndex the entry of the log at which it shows
 * @param message what is wrong, for a person
 */
public record Violation(String rule, String sku, long globalIndex, String message) {}
