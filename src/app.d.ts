declare global {
  namespace App {
    interface Error {
      /** Of an unexpected error: the number to tell an administrator. */
      message: string;
      /** What happened, where the page has words for it. */
      code?: 'offline' | 'no-public-search';
    }
    interface Locals {
      /** One per request; also in the error answer and in the log line. */
      requestId: string;
    }
  }
}

export {};
