import { expect, test } from '@playwright/test';
import { dependenciesOf } from '../../dependency-table.ts';

test('the licences of all that the demo is built of lie beside the page, and docs/dependencies.md lists them', async ({
  request,
}) => {
  const text = await (await request.get('licences.md')).text();
  const headings = text.matchAll(/^## (?<name>\S+) - (?<version>\S+) \((?<licence>.+)\)$/gm);
  const bundled = [...headings].map(({ groups }) => ({ ...groups }));
  const byName = (one: { readonly name?: string }, other: { readonly name?: string }): number =>
    one.name! < other.name! ? -1 : 1;
  expect(bundled.sort(byName)).toEqual([...dependenciesOf('The demo')].sort(byName));
});
