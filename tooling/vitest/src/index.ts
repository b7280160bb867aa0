export { projectConfig, type ProjectConfigOptions } from './project-config.ts';
export { createResultsReporter, type ResultsReporterOptions, type SuiteResult } from './results-reporter.ts';
