export { createHttpTransport } from './node/http-transport.ts';
export { connectFromRunFile, createNodeClient } from './node/node-client.ts';
export { daemonPid, readRunFile, type RunFileOptions, runFilePath } from './node/run-file.ts';
