// The library's worker, which hangs, for real, over the calls that its name says.
import './hang.ts';
import '../../workers/decode.worker.ts';
