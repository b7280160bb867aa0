import type { TerminalSize } from '@ao/ports';
import { bytesField, messageField, numberField, packedBytesField } from './protobuf-writer.ts';

/** Numbers of the fields in zellij's client-server contract, version 1 (`client_to_server.proto`, `common_types.proto`). */
const MESSAGE = { terminalResize: 6, attachClient: 8, action: 9, forwardedReply: 19 } as const;
const ACTION = { dumpScreen: 15, listPanes: 98, writeToPane: 100, paste: 109 } as const;

/** Attaches as a client with a terminal of a size. The answer is a picture, and then every change of it. */
export function attachMessage(size: TerminalSize): Buffer {
  const TERMINAL_WINDOW_SIZE = 6;
  const cliAssets = messageField(TERMINAL_WINDOW_SIZE, ...sizeFields(size));
  return messageField(MESSAGE.attachClient, bytesField(1, cliAssets));
}

/** The terminal of an attached client has a new size. */
export function resizeMessage(size: TerminalSize): Buffer {
  return messageField(MESSAGE.terminalResize, messageField(1, ...sizeFields(size)));
}

/** Bytes for the program in a pane, as if they had been typed. */
export function writeMessage(pane: number, bytes: Uint8Array): Buffer {
  return action(messageField(ACTION.writeToPane, paneField(1, pane), packedBytesField(2, bytes)));
}

/** A text that is pasted into a pane: in marks when the program has asked for them. */
export function pasteMessage(pane: number, text: string): Buffer {
  return action(messageField(ACTION.paste, bytesField(1, text), paneField(2, pane)));
}

/** Asks for all panes, as JSON. */
export function listPanesMessage(): Buffer {
  const SHOW_ALL = 5;
  const OUTPUT_JSON = 6;
  return action(messageField(ACTION.listPanes, numberField(SHOW_ALL, 1), numberField(OUTPUT_JSON, 1)));
}

/** Asks for what a pane shows. */
export function dumpScreenMessage(pane: number, options: { readonly scrollback: boolean; readonly ansi: boolean }): Buffer {
  const TO_STDOUT = 4;
  return action(
    messageField(
      ACTION.dumpScreen,
      numberField(2, options.scrollback ? 1 : 0),
      paneField(3, pane),
      numberField(TO_STDOUT, 1),
      numberField(5, options.ansi ? 1 : 0),
    ),
  );
}

/** Answers a question that zellij passed on to us with nothing, so that it answers from what it knows itself. */
export function emptyReplyMessage(token: number): Buffer {
  return messageField(MESSAGE.forwardedReply, numberField(1, token), bytesField(2, ''));
}

/** An action as the command line sends it: it does not count as somebody typing. */
function action(fields: Buffer): Buffer {
  const IS_CLI_CLIENT = 4;
  return messageField(MESSAGE.action, bytesField(1, fields), numberField(IS_CLI_CLIENT, 1));
}

function paneField(field: number, pane: number): Buffer {
  const TERMINAL_PANE = 1;
  return messageField(field, numberField(TERMINAL_PANE, pane));
}

function sizeFields({ columns, rows }: TerminalSize): readonly Buffer[] {
  return [numberField(1, columns), numberField(2, rows)];
}
