/** A registration that can be taken back. Closing twice is harmless; after closing, the listener is never called again. */
export interface Subscription {
  close(): void;
}
