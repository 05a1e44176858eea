/**
 * What an order costs: shipping, discount, tax and their sum, by a shop's rules. Pure: the same items, rules, code and
 * country give the same parts wherever it is asked. Chat-service shows by it, order-service decides by it.
 *
 * <p>Amounts are minor units of the shop's one currency, below 2^53 (INTERFACE 1). JPY, EUR and KWD differ in nothing but
 * the step in which a card can be charged ({@link io.tresen.costs.CardCurrency}). Rates are millionths: 190,000 is 19 %. Countries are ISO 3166-1 alpha-2. ADR 14 has the decisions.
 */
package io.tresen.costs;
