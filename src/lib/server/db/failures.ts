import { LibsqlError } from '@libsql/client';

const UNAVAILABLE = /SQLITE_(IOERR|CANTOPEN|READONLY|FULL|CORRUPT|NOTADB)|SERVER_ERROR|HRANA_/;

/** Whether the database itself can't do its work: disk full, file gone, server away. */
export const isUnavailable = (error: unknown) => error instanceof LibsqlError && UNAVAILABLE.test(error.code);
