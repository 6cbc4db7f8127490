import { defineConfig } from 'drizzle-kit';

// Only `generate` is used: the server applies the migrations itself when it starts.
export default defineConfig({
  dialect: 'turso',
  schema: './src/lib/server/db/schema/*.ts',
  out: './drizzle',
});
