import { LibsqlError } from '@libsql/client';

const UNAVAILABLE = /SQLITE_(IOERR|CANTOPEN|READONLY|FULL|CORRUPT|NOTADB)|SERVER_ERROR|HRANA_/;

/** Whether the database itself can't do its work: disk full, file gone, server away. */
export const isUnavailable = (error: unknown) => error instanceof LibsqlError && UNAVAILABLE.test(error.code);

/** Whether a write broke a rule of the tables, such as a card that somebody else has by now. */
export const isConstraint = (error: unknown) =>
  error instanceof LibsqlError && error.code.startsWith('SQLITE_CONSTRAINT');
