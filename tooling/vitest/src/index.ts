export { projectConfig, type ProjectConfigOptions } from './project-config.ts';
export { createResultsReporter, type ResultsReporterOptions, type SuiteResult, type TestFailure } from './results-reporter.ts';
