import * as v from 'valibot';
import { AppError } from '../app-error';
import { schemaVersion } from '../db/migrate';
import { useCase } from '../use-case';
import { version } from '../version';

export const Health = v.object({ status: v.literal('ok'), version: v.string(), schema: v.number() });

/** Whether the database can be written right now. @throws AppError database-unavailable (503). */
export const getHealth = useCase({
  name: 'get-health',
  permission: 'anyone',
  input: v.object({}),
  async run(context): Promise<v.InferOutput<typeof Health>> {
    try {
      await context.database.writer.run([
        {
          sql: "insert into counter(name, value) values ('health', 1) on conflict(name) do update set value = value + 1",
          args: [],
        },
      ]);
    } catch {
      throw new AppError('database-unavailable', { retryAfterSeconds: 5 });
    }
    return { status: 'ok', version, schema: schemaVersion(context.environment.MIGRATIONS_DIR) };
  },
});
