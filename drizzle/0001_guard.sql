-- A batch writes one row per decision it rests on; a stale revision breaks the check and rolls the whole batch back.
CREATE TABLE `guard` (`ok` integer NOT NULL CHECK (ok = 1));
--> statement-breakpoint
INSERT INTO `counter` (`name`, `value`) VALUES ('rev', 1);
