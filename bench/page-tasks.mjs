import { percentile } from './percentile.mjs';

/** As the browser's own tools record: every task, and where the processor was each tenth of a millisecond. */
const CATEGORIES = [
  'blink.user_timing',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
  'disabled-by-default-v8.cpu_profiler.hires',
];
/** Between two samples of a thread lies a tenth of that, unless others had the processor. */
const MOST_SAMPLE_MS = 1;
/** How many of the longest tasks are explained. */
const EXPLAINED = 3;
const FUNCTIONS_EACH = 6;

/**
 * Traces a page, and tells what its main thread did between the marks of `page/marked.ts`: the tasks in which a function of
 * the library was seen, the longest of these, and which functions had the time.
 *
 * @param work - Has the page do what is traced.
 */
export async function tracePage({ browser, tab }, work) {
  await browser.startTracing(tab, { categories: CATEGORIES });
  await work();
  return summarise(JSON.parse(await browser.stopTracing()).traceEvents);
}

/** Functions with their milliseconds, for a person. */
export function listCosts(functions) {
  return functions.map(({ name, ms }) => `${ms.toFixed(1)} ${name}`).join('; ');
}

function summarise(events) {
  const [begin, end] = ['measured: begin', 'measured: end'].map((mark) => events.find(({ name }) => name === mark));
  const thread = begin;
  const tasks = events
    .filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
    .filter((event) => isOn(thread, event) && event.ts >= begin.ts && event.ts <= end.ts)
    .map(({ ts, dur, tdur }) => ({ start: ts, end: ts + dur, ms: dur / 1000, cpuMs: tdur / 1000, samples: [] }))
    .sort((one, other) => one.start - other.start);
  assign(samplesOf(events, thread), tasks);
  const ofLibrary = tasks.filter(({ samples }) => samples.some(({ stack }) => stack.some(isLibrarys)));
  const longest = ofLibrary.toSorted((one, other) => other.cpuMs - one.cpuMs).slice(0, EXPLAINED);
  return {
    tasks: ofLibrary.length,
    wall: durations(ofLibrary.map(({ ms }) => ms)),
    cpu: durations(ofLibrary.map(({ cpuMs }) => cpuMs)),
    longest: longest.map(({ ms, cpuMs, samples }) => ({
      ms,
      cpuMs,
      functions: costs(samples).slice(0, FUNCTIONS_EACH),
    })),
    allCpuMs: tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    functions: costs(tasks.flatMap(({ samples }) => samples)).slice(0, 2 * FUNCTIONS_EACH),
  };
}

function durations(ms) {
  return {
    p95: percentile(ms, 0.95),
    most: Math.max(0, ...ms),
    above50: ms.filter((duration) => duration > 50).length,
  };
}

const isOn = (thread, { pid, tid }) => pid === thread.pid && tid === thread.tid;
const isLibrarys = ({ url }) => /\/library-[^/]*\.js$/.test(url ?? '');

/** The profile of a thread: when the processor was in which functions, innermost first. */
function samplesOf(events, thread) {
  const profile = events.find((event) => event.name === 'Profile' && isOn(thread, event));
  const nodes = new Map();
  const samples = [];
  let time = profile.args.data.startTime;
  for (const { name, id, pid, args } of events) {
    if (name !== 'ProfileChunk' || id !== profile.id || pid !== profile.pid) continue;
    const { cpuProfile = {}, timeDeltas = [] } = args.data;
    for (const node of cpuProfile.nodes ?? []) nodes.set(node.id, node);
    for (const [place, node] of (cpuProfile.samples ?? []).entries()) {
      time += timeDeltas[place];
      samples.push({ time, us: timeDeltas[place], stack: stackOf(nodes, node) });
    }
  }
  return samples;
}

function stackOf(nodes, id) {
  const stack = [];
  for (let node = nodes.get(id); node; node = nodes.get(node.parent)) stack.push(node.callFrame);
  return stack;
}

/** Both are sorted by time. */
function assign(samples, tasks) {
  let place = 0;
  for (const sample of samples.toSorted((one, other) => one.time - other.time)) {
    while (place < tasks.length && tasks[place].end < sample.time) place++;
    if (tasks[place] && tasks[place].start <= sample.time) tasks[place].samples.push(sample);
  }
}

/**
 * The milliseconds of each function, the most first. What the browser does within a call, such as `writeBuffer`, is told
 * together with the function that called it.
 */
function costs(samples) {
  const ms = new Map();
  for (const { us, stack } of samples) {
    const caller = stack.find(({ url }) => url);
    const name = [stack[0], ...(caller && caller !== stack[0] ? [caller] : [])].map(describe).join(' in ');
    ms.set(name, (ms.get(name) ?? 0) + Math.min(Math.max(us / 1000, 0), MOST_SAMPLE_MS));
  }
  const idle = /^\((root|idle|program)\)/;
  return [...ms]
    .filter(([name]) => !idle.test(name))
    .sort(([, one], [, other]) => other - one)
    .map(([name, cost]) => ({ name, ms: cost }));
}

function describe({ functionName, url }) {
  const owner = url?.match(/\/(library|tfjs)-[^/]*\.js$/)?.[1] ?? (url ? 'bench' : undefined);
  return `${functionName || '(anonymous)'}${owner ? ` (${owner})` : ''}`;
}
