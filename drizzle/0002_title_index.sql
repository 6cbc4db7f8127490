-- The words of every title, without the text itself; the row number is title.seq. Marks are letters, so that words of
-- Indic scripts stay whole. `sites` holds one token per site, by which a search is restricted inside the index.
CREATE VIRTUAL TABLE `title_index` USING fts5(
  title, author, subject, series, publisher, summary, identifiers, barcodes, sites,
  content='', contentless_delete=1,
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
--> statement-breakpoint
CREATE VIRTUAL TABLE `title_vocabulary` USING fts5vocab('title_index', 'col');
