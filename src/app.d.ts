declare global {
  namespace App {
    interface Locals {
      /** One per request; also in the error answer and in the log line. */
      requestId: string;
    }
  }
}

export {};
