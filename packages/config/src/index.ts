export { type Config, type FreeMemory, LOG_LEVELS, type LogLevel } from './environment/config.ts';
export { loadConfig, type LoadConfigOptions } from './environment/load-config.ts';
export { type HomeLayout, homeLayout } from './home/home-layout.ts';
export { isOnNetworkFileSystem } from './home/network-file-system.ts';
export { type PreparedHome, prepareHome } from './home/prepare-home.ts';
export { SOCKET_NAME_MAX_BYTES, SOCKET_PATH_MAX_BYTES, type SocketDirectoryOptions } from './home/socket-directory.ts';
export { readRunFile } from './run-file/read-run-file.ts';
export type { RunFile } from './run-file/run-file.ts';
export { removeRunFile, writeRunFile } from './run-file/write-run-file.ts';
