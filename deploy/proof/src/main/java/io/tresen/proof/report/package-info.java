/**
 * What experiments found, as data: rows of what was done how often and how often wrongly, the words of what was wrong, and all
 * that another needs to do it again. Written as JSON and Markdown, in the form of the benchmarks' reports.
 */
package io.tresen.proof.report;
