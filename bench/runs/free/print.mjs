import { title } from '../../contestant-title.mjs';
import { listCosts } from '../../page-tasks.mjs';
import { printTable } from '../../table.mjs';

/** The tables, for a person. */
export function print({ pictures, size, batchSize, results }) {
  console.log(`${pictures} pictures to ${size} × ${size}, batches of ${batchSize}, nothing trained`);
  const head = ['ticks', 'late: median', '95 %', 'most', 'long tasks', 'longest'];
  const warm = results.filter((result) => result.warm);
  printTable(
    ['The page while it loads, ms', ...head],
    warm.map((result) => watchedRow(result, result.warm)),
  );
  const first = warm.filter((result) => result.first);
  printTable(
    ['The same, first time: one batch', ...head],
    first.map((result) => watchedRow(result, result.first)),
  );
  console.log('Late: by how much a timer of 4 ms came late. Long tasks: those above 50 ms, whosever they are.');
  const traced = warm.filter((result) => result.traced?.tasks > 0);
  printTable(
    [
      'Tasks in which the library was seen, ms',
      'tasks',
      'cpu: 95 %',
      'most',
      'above 50',
      'wall: 95 %',
      'most',
      'above 50',
    ],
    traced.map((result) => [
      title(result),
      String(result.traced.tasks),
      ...[result.traced.cpu, result.traced.wall].flatMap(taskCells),
    ]),
  );
  console.log('Traced. Cpu: what the thread had of a processor; wall: with the time that others had it.');
  for (const result of traced) {
    console.log(`\n${title(result)}`);
    for (const { ms, cpuMs, functions } of result.traced.longest) {
      console.log(`  a task of ${cpuMs.toFixed(1)} ms, by the wall ${ms.toFixed(1)}: ${listCosts(functions)}`);
    }
    console.log(`  all in all: ${listCosts(result.traced.functions)}`);
  }
  for (const failed of results.filter(({ error }) => error)) console.log(`\n${title(failed)} failed: ${failed.error}`);
}

function watchedRow(result, { ticks, late, longTasks }) {
  const times = [late.p50, late.p95, late.most].map((ms) => ms.toFixed(1));
  return [
    title(result),
    String(ticks),
    ...times,
    String(longTasks.length),
    longTasks.length > 0 ? String(Math.max(...longTasks)) : '',
  ];
}

function taskCells({ p95, most, above50 }) {
  return [p95.toFixed(1), most.toFixed(1), String(above50)];
}
