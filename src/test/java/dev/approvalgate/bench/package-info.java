/** Benchmarks: figures for the documentation, and ratios between ways within one run. They assert nothing and are no tests. */
package dev.approvalgate.bench;
