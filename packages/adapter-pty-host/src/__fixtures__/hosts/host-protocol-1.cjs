let node_fs = require("node:fs");
let node_path = require("node:path");
let node_net = require("node:net");
let node_os = require("node:os");
let node_tty = require("node:tty");
let node_module = require("node:module");
// src/files/launch-files.ts
/** Names of the files in the folder of one terminal. Shared by host and daemon; a change here must still read what older hosts wrote. */
const LAUNCH_FILE = {
	/** What was to be run, without the environment. Written first. */
	spec: "spec.json",
	/** Who runs it: host, program, terminal, socket. */
	host: "host.json",
	/** What the host itself had to complain about. */
	hostLog: "host.log",
	/** One line per size: offset, columns, rows. */
	resizes: "resizes",
	/** How the program ended. Appears complete or not at all. */
	exit: "exit.json",
	/** Room reserved on the disk for the exit record. */
	exitReserve: "exit.reserve",
	/** The screen as of some offset, written by the daemon. */
	checkpoint: "screen.checkpoint"
};
/** Name of the segment of the output log that begins at the offset. */
function segmentName(offset) {
	return `output.${String(offset).padStart(15, "0")}.log`;
}
// src/host/descriptor-cleanup.ts
/** O_CLOEXEC in /proc/<pid>/fdinfo: what carries it is not passed on to programs. */
const CLOSE_ON_EXEC = 524288;
/**
* Closes what this process has inherited by accident (a lock, a socket, a pipe of whoever started the daemon): it would be held
* open for as long as the agent runs. macOS passes nothing on by itself.
*/
function closeInheritedDescriptors() {
	if (process.platform !== "linux") return;
	for (const name of (0, node_fs.readdirSync)("/proc/self/fd")) {
		const descriptor = Number(name);
		if (descriptor > 2 && isPassedOn(name)) tryClose(descriptor);
	}
}
/** Lets go of standard input and output. The numbers stay taken, so that no other file ever becomes standard output. */
function detachStandardStreams() {
	for (const descriptor of [0, 1]) {
		tryClose(descriptor);
		(0, node_fs.openSync)("/dev/null", descriptor === 0 ? "r" : "w");
	}
}
function isPassedOn(name) {
	try {
		const flags = /^flags:\s*(\d+)/m.exec((0, node_fs.readFileSync)(`/proc/self/fdinfo/${name}`, "utf8"))?.[1];
		return flags !== void 0 && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
	} catch {
		return false;
	}
}
function tryClose(descriptor) {
	try {
		(0, node_fs.closeSync)(descriptor);
	} catch {}
}
// src/host/exec-check.ts
/** Starting a program takes about a millisecond; on a machine that swaps it may take much longer, and then nobody waits for it. */
const LONGEST_WAIT_MS = 2e3;
/**
* Waits until a forked process has become the program it was forked for. Before that it still has the command line of its parent.
* Calls back with true, or with false when that cannot be told.
*/
function waitForExec(pid, done) {
	let timer = null;
	const own = process.platform === "linux" ? commandLine("self") : null;
	const deadline = Date.now() + LONGEST_WAIT_MS;
	function look() {
		const its = own === null ? null : commandLine(pid);
		if (its !== null && its !== "" && its !== own) done(true);
		else if (own === null || Date.now() > deadline) done(false);
		else timer = setTimeout(look, 1);
	}
	timer = setTimeout(look, 0);
	return { cancel: () => timer !== null && clearTimeout(timer) };
}
function commandLine(process) {
	try {
		return (0, node_fs.readFileSync)(`/proc/${process}/cmdline`, "utf8");
	} catch {
		return null;
	}
}
// src/host/process-stamp.ts
/** Start time of a process that had ended before it could be looked at; equal to no other. */
const NOT_SEEN = "ended-before-seen";
/**
* What tells a process from all others, in the form the daemon reads it (a test holds the two together). The host has its own few
* lines because everything it loads costs memory once for each session.
*/
function readProcessStamp(pid) {
	return process.platform === "darwin" ? readOnMac(pid) : readOnLinux(pid);
}
function readOnLinux(pid) {
	const bootId = (0, node_fs.readFileSync)("/proc/sys/kernel/random/boot_id", "utf8").trim();
	try {
		const text = (0, node_fs.readFileSync)(`/proc/${pid}/stat`, "utf8");
		return {
			pid,
			startTime: text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? NOT_SEEN,
			bootId
		};
	} catch {
		return {
			pid,
			startTime: NOT_SEEN,
			bootId
		};
	}
}
function readOnMac(pid) {
	const { execFileSync } = process.getBuiltinModule("node:child_process");
	const ask = (file, ...arguments_) => execFileSync(file, arguments_, {
		encoding: "utf8",
		env: { LC_ALL: "C" },
		stdio: [
			"ignore",
			"pipe",
			"ignore"
		]
	}).trim();
	const bootId = ask("/usr/sbin/sysctl", "-n", "kern.bootsessionuuid");
	try {
		return {
			pid,
			startTime: ask("/bin/ps", "-p", String(pid), "-o", "lstart="),
			bootId
		};
	} catch {
		return {
			pid,
			startTime: NOT_SEEN,
			bootId
		};
	}
}
// src/protocol/frame-codec.ts
/** Length of the prefix: u32 length of what follows, then u8 kind. Numbers are big-endian. */
const PREFIX_BYTES = 5;
/** Offsets are 48 bits wide: 281 TB of output. */
const OFFSET_BYTES = 6;
/** Builds one frame. */
function encodeFrame(type, payload = Buffer.alloc(0)) {
	const frame = Buffer.allocUnsafe(PREFIX_BYTES + payload.length);
	writePrefix(frame, type, payload.length);
	frame.set(payload, PREFIX_BYTES);
	return frame;
}
/** Builds a frame whose payload is JSON, behind an optional request number. */
function encodeJson(type, value, request) {
	const json = Buffer.from(JSON.stringify(value));
	return request === void 0 ? encodeFrame(type, json) : encodeFrame(type, Buffer.concat([encodeNumber(request), json]));
}
/** Builds a frame that consists of a request number and bytes. */
function encodeRequest(type, request, bytes = Buffer.alloc(0)) {
	const frame = Buffer.allocUnsafe(9 + bytes.length);
	writePrefix(frame, type, 4 + bytes.length);
	frame.writeUInt32BE(request, PREFIX_BYTES);
	frame.set(bytes, 9);
	return frame;
}
/** Builds the head of a frame that consists of an offset and `length` bytes, which are sent right behind it without being copied. */
function encodeOffsetHead(type, offset, length) {
	const head = Buffer.allocUnsafe(11);
	writePrefix(head, type, OFFSET_BYTES + length);
	head.writeUIntBE(offset, PREFIX_BYTES, OFFSET_BYTES);
	return head;
}
/** Builds a frame that says from which offset on the terminal has a size. */
function encodeSize(type, offset, columns, rows) {
	const size = Buffer.allocUnsafe(4);
	size.writeUInt16BE(columns, 0);
	size.writeUInt16BE(rows, 2);
	return Buffer.concat([encodeOffsetHead(type, offset, size.length), size]);
}
/** Builds a frame that points at a part of the output. */
function encodeRange(type, offset, length) {
	return Buffer.concat([encodeOffsetHead(type, offset, 4), encodeNumber(length)]);
}
/** The request number at the head of a payload, and what follows. */
function decodeRequest(payload) {
	return {
		request: payload.readUInt32BE(0),
		rest: payload.subarray(4)
	};
}
/** Columns and rows at the head of a payload. */
function decodeSize(payload) {
	return {
		columns: payload.readUInt16BE(0),
		rows: payload.readUInt16BE(2)
	};
}
/**
* Cuts a stream of bytes into frames. Feed it whatever comes in; it calls `onFrame` for each complete frame, in order.
*
* @returns the function to feed. It throws when a frame is longer than {@link MAX_FRAME_BYTES}: the connection is then of no use any more.
*/
function createFrameDecoder(onFrame) {
	let held = [];
	let heldBytes = 0;
	let needed = PREFIX_BYTES;
	return (chunk) => {
		held.push(chunk);
		heldBytes += chunk.length;
		if (heldBytes < needed) return;
		let rest = held.length === 1 ? chunk : Buffer.concat(held);
		for (;;) {
			needed = PREFIX_BYTES;
			if (rest.length < PREFIX_BYTES) break;
			const length = rest.readUInt32BE(0);
			if (length < 1 || length > 1048576) throw new RangeError(`a frame of ${length} bytes is not part of the protocol`);
			needed = 4 + length;
			if (rest.length < needed) break;
			onFrame({
				type: rest.readUInt8(4),
				payload: rest.subarray(PREFIX_BYTES, needed)
			});
			rest = rest.subarray(needed);
		}
		held = rest.length === 0 ? [] : [rest];
		heldBytes = rest.length;
	};
}
function writePrefix(frame, type, payloadLength) {
	frame.writeUInt32BE(payloadLength + 1, 0);
	frame.writeUInt8(type, 4);
}
function encodeNumber(value) {
	const number = Buffer.allocUnsafe(4);
	number.writeUInt32BE(value, 0);
	return number;
}
// src/protocol/frame-type.ts
/**
* The kinds of frames between a terminal's host and its clients. Numbers are part of the protocol: a kind is never given another
* meaning, and whoever meets one it does not know skips it, so that hosts and daemons of different age understand each other.
*/
const FRAME = {
	/** Client: who is there. JSON {@link ClientHello}. Must be the first frame. */
	clientHello: 1,
	/** Client: bytes for the program. u32 request, bytes. Answered by `done` once they were taken by the terminal, or `failed`. */
	write: 2,
	/** Client: new size. u32 request, u16 columns, u16 rows. Answered by `done`. */
	resize: 3,
	/** Client: send live output. Answered by `subscribed`. */
	subscribe: 4,
	/** Client: no more live output. */
	unsubscribe: 5,
	/** Client: what is the state? u32 request. Answered by `status`. */
	askStatus: 6,
	/** Host: who is there. JSON {@link HostHello}. The answer to `clientHello`. */
	hostHello: 65,
	/** Host: a request was carried out. u32 request. */
	done: 66,
	/** Host: a request was not carried out. u32 request, JSON {@link RequestFailure}. */
	failed: 67,
	/** Host: live output starts here. u48 offset; everything before it is, or in a moment will be, in the log files. */
	subscribed: 68,
	/** Host: output. u48 offset of the first byte, bytes. */
	data: 69,
	/** Host: the terminal has another size from this offset on. u48 offset, u16 columns, u16 rows. */
	resized: 70,
	/** Host: this client was too slow and gets no more live output until it subscribes again. u48 offset of the first byte withheld. */
	cut: 71,
	/** Host: the program has asked its terminal something. u48 offset and u32 length of the question in the output. */
	query: 72,
	/** Host: the log has changed. JSON {@link LogState}. */
	log: 73,
	/** Host: the answer to `askStatus`. u32 request, JSON {@link HostStatus}. */
	status: 74,
	/** Host: the program has ended, all its output is in the log, and so is the exit record. JSON {@link ExitNotice}. The last frame. */
	exit: 75
};
// src/protocol/host-messages.ts
/** Abilities of this host that a client may rely on when they are named. */
const HOST_CAPABILITIES = ["query", "log"];
/** Whether two sides can talk to each other. */
function isCompatible(one, other) {
	return one.protocol >= other.oldestProtocol && other.protocol >= one.oldestProtocol;
}
// src/host/exit-record.ts
/** More than any exit record needs. */
const RESERVED_BYTES = 512;
/** Reserves room for the exit record, so that it can be written even when the disk is full by then. Answers the function that writes it. */
function reserveExitRecord(directory) {
	const reserve = (0, node_path.join)(directory, LAUNCH_FILE.exitReserve);
	const fd = (0, node_fs.openSync)(reserve, "w", 384);
	(0, node_fs.writeSync)(fd, " ".repeat(RESERVED_BYTES), 0);
	return (notice) => {
		const text = JSON.stringify({
			version: 1,
			...notice
		});
		(0, node_fs.writeSync)(fd, text, 0);
		(0, node_fs.ftruncateSync)(fd, Buffer.byteLength(text));
		(0, node_fs.fsyncSync)(fd);
		(0, node_fs.closeSync)(fd);
		(0, node_fs.renameSync)(reserve, (0, node_path.join)(directory, LAUNCH_FILE.exit));
		syncFolder(directory);
	};
}
/** Makes sure that a rename survives a power failure. */
function syncFolder(directory) {
	const fd = (0, node_fs.openSync)(directory, "r");
	try {
		(0, node_fs.fsyncSync)(fd);
	} catch {} finally {
		(0, node_fs.closeSync)(fd);
	}
}
// src/host/host-client.ts
/** A client that leaves this much unread is cut off from live output; it finds what it missed in the log. */
const CLIENT_BUFFER_BYTES = 2097152;
/** Serves one connection until it closes. Whatever a client does wrong costs only its own connection. */
function serveHostClient(socket, service) {
	let ready = false;
	let live = false;
	const client = {
		send(frame) {
			if (socket.writable) socket.write(frame);
		},
		startLive(offset) {
			live = true;
			client.send(encodeOffsetHead(FRAME.subscribed, offset, 0));
		},
		sendLive(parts, offset, length) {
			if (!live || !socket.writable) return;
			if (socket.writableLength + length > CLIENT_BUFFER_BYTES) {
				live = false;
				client.send(encodeOffsetHead(FRAME.cut, offset, 0));
				return;
			}
			socket.cork();
			socket.write(encodeOffsetHead(FRAME.data, offset, length));
			for (const part of parts) socket.write(part);
			socket.uncork();
		},
		isReady: () => ready,
		end: () => socket.end()
	};
	function answer(request, failure) {
		client.send(failure === null ? encodeRequest(FRAME.done, request) : encodeJson(FRAME.failed, failure, request));
	}
	function onFrame(type, payload) {
		if (type === FRAME.clientHello) {
			client.send(service.hello());
			ready = isCompatible(service.range, readRange(payload));
			if (ready) service.greeted(client);
			else socket.end();
		} else if (!ready) socket.destroy();
		else if (type === FRAME.write) {
			const { request, rest } = decodeRequest(payload);
			const failure = service.write(rest, () => answer(request, null));
			if (failure !== null) answer(request, failure);
		} else if (type === FRAME.resize) {
			const { request, rest } = decodeRequest(payload);
			const { columns, rows } = decodeSize(rest);
			answer(request, service.resize(columns, rows));
		} else if (type === FRAME.subscribe) service.subscribe(client);
		else if (type === FRAME.unsubscribe) live = false;
		else if (type === FRAME.askStatus) client.send(encodeJson(FRAME.status, service.status(), decodeRequest(payload).request));
	}
	const feed = createFrameDecoder(({ type, payload }) => onFrame(type, payload));
	socket.on("data", (chunk) => {
		try {
			feed(chunk);
		} catch {
			socket.destroy();
		}
	});
	socket.on("error", () => socket.destroy());
	return client;
}
function readRange(payload) {
	const value = JSON.parse(payload.toString());
	const range = typeof value === "object" && value !== null ? value : {};
	return {
		protocol: Number(range.protocol),
		oldestProtocol: Number(range.oldestProtocol)
	};
}
// src/host/live-batch.ts
/** While output keeps coming, it is passed on this often; the first after a pause goes at once, so that an echo is never held up. */
const BATCH_INTERVAL_MS = 2;
/** What has gathered is passed on earlier when it is this much. */
const BATCH_BYTES = 65536;
/** Joins a flood of small reads into few large frames without delaying single ones. */
function createLiveBatch(send) {
	let parts = [];
	let length = 0;
	let timer = null;
	function flush() {
		if (length === 0) return;
		const sent = parts;
		const sentLength = length;
		parts = [];
		length = 0;
		send(sent, sentLength);
	}
	function onInterval() {
		timer = null;
		if (length === 0) return;
		flush();
		timer = setTimeout(onInterval, BATCH_INTERVAL_MS);
	}
	return {
		push(bytes) {
			parts.push(bytes);
			length += bytes.length;
			if (timer === null) {
				flush();
				timer = setTimeout(onInterval, BATCH_INTERVAL_MS);
			} else if (length >= BATCH_BYTES) flush();
		},
		flush
	};
}
// src/host/output-log.ts
/** Reading stops when this much waits for the disk, and goes on below the other mark. */
const HIGH_WATER_BYTES = 2097152;
const LOW_WATER_BYTES = 524288;
/** After a failure the disk is tried again with the next output after this time. */
const RETRY_AFTER_MS = 1e3;
/** Opens the log in an empty folder. */
function createOutputLog(options) {
	const begins = [];
	let pending = [];
	let pendingBytes = 0;
	let offset = 0;
	let segment = null;
	let writing = false;
	let full = false;
	let failure = null;
	let retryAt = 0;
	let lostBytes = 0;
	let closing = null;
	function pump() {
		if (writing) return;
		if (pendingBytes === 0) {
			if (closing !== null) finish(closing);
			return;
		}
		if (failure !== null && options.now() < retryAt) {
			giveUp();
			return;
		}
		try {
			segment = segment !== null && segment.size < options.segmentBytes ? segment : beginSegment();
		} catch (error) {
			fail(error);
			return;
		}
		write(segment);
	}
	function write(into) {
		writing = true;
		(0, node_fs.writev)(into.fd, takeUpTo(pending, options.segmentBytes - into.size), (error, written) => {
			writing = false;
			if (error !== null) {
				fail(error);
				return;
			}
			into.size += written;
			pending = dropFirst(pending, written);
			pendingBytes -= written;
			if (full && pendingBytes < LOW_WATER_BYTES) {
				full = false;
				options.onFull(false);
			}
			if (failure !== null) {
				failure = null;
				options.onChange(state());
			}
			pump();
		});
	}
	function beginSegment() {
		if (segment !== null) (0, node_fs.closeSync)(segment.fd);
		segment = null;
		const begin = offset - pendingBytes;
		const path = (0, node_path.join)(options.directory, segmentName(begin));
		const begun = {
			fd: (0, node_fs.openSync)(path, "a", 384),
			path,
			begin,
			size: 0
		};
		begins.push(begin);
		while (begins.length > options.segmentCount) dropSegment(begins.shift());
		segment = begun;
		options.onChange(state());
		return begun;
	}
	function dropSegment(begin) {
		if (begin === void 0) return;
		try {
			(0, node_fs.unlinkSync)((0, node_path.join)(options.directory, segmentName(begin)));
		} catch {}
	}
	function fail(error) {
		const first = failure === null;
		failure = error instanceof Error ? error.message : String(error);
		retryAt = options.now() + RETRY_AFTER_MS;
		if (segment !== null) {
			(0, node_fs.closeSync)(segment.fd);
			if (segment.size === 0) dropSegment(begins.pop());
			segment = null;
		}
		giveUp();
		if (first) options.onChange(state());
	}
	function giveUp() {
		lostBytes += pendingBytes;
		pending = [];
		pendingBytes = 0;
		if (full) {
			full = false;
			options.onFull(false);
		}
		pump();
	}
	function finish(done) {
		closing = null;
		const last = segment;
		if (last === null) {
			done();
			return;
		}
		segment = null;
		(0, node_fs.fdatasync)(last.fd, () => {
			(0, node_fs.closeSync)(last.fd);
			done();
		});
	}
	function state() {
		const oldestOffset = begins[0] ?? offset - pendingBytes;
		return {
			oldestOffset,
			nextOldestOffset: (begins.length >= options.segmentCount ? begins[1] : void 0) ?? oldestOffset,
			failure,
			lostBytes
		};
	}
	return {
		append(bytes) {
			pushMerged(pending, bytes);
			pendingBytes += bytes.length;
			offset += bytes.length;
			if (!full && pendingBytes > HIGH_WATER_BYTES) {
				full = true;
				options.onFull(true);
			}
			pump();
		},
		offset: () => offset,
		writtenOffset: () => offset - pendingBytes,
		state,
		close(done) {
			closing = done;
			pump();
		}
	};
}
/** Output comes in small pieces of one large buffer: neighbours become one piece again, so that one write takes them all. */
function pushMerged(buffers, bytes) {
	const last = buffers.at(-1);
	if (last !== void 0 && last.buffer === bytes.buffer && last.byteOffset + last.length === bytes.byteOffset) buffers[buffers.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + bytes.length);
	else buffers.push(bytes);
}
function takeUpTo(buffers, limit) {
	const taken = [];
	let left = limit;
	for (const buffer of buffers) {
		if (left <= 0) break;
		taken.push(buffer.length <= left ? buffer : buffer.subarray(0, left));
		left -= buffer.length;
	}
	return taken;
}
function dropFirst(buffers, count) {
	let left = count;
	for (const [index, buffer] of buffers.entries()) {
		if (left < buffer.length) return [buffer.subarray(left), ...buffers.slice(index + 1)];
		left -= buffer.length;
	}
	return [];
}
// src/host/output-slab.ts
/** Output is copied into slabs of this size: large enough to be written in few pieces, small enough to be kept while idle. */
const SLAB_BYTES = 65536;
/** Makes a function that copies bytes to a place where they stay. A flood of small reads then costs one allocation per slab. */
function createSlabCopier() {
	let slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
	let used = 0;
	return (bytes) => {
		if (bytes.length > SLAB_BYTES - used) {
			slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, bytes.length));
			used = 0;
		}
		slab.set(bytes, used);
		used += bytes.length;
		return slab.subarray(used - bytes.length, used);
	};
}
/** A terminal that is full is tried again after this long, and then less and less often. */
const FIRST_RETRY_MS = 2;
const LONGEST_RETRY_MS = 20;
/**
* Writes to the descriptor of a terminal without ever waiting for the program to read: what does not fit is tried again later.
* The descriptor must be non-blocking, as masters of terminals are here.
*
* @param write - replaces the system call in tests; throws an error with code `EAGAIN` when the terminal is full.
*/
function createInputQueue(fd, write = node_fs.writeSync) {
	const queue = [];
	let queuedBytes = 0;
	let retryMs = FIRST_RETRY_MS;
	let retry = null;
	let closed = false;
	function pump() {
		retry = null;
		for (let next = queue[0]; next !== void 0; next = queue[0]) {
			const taken = next.bytes.length === 0 ? 0 : tryWrite(next.bytes);
			if (taken === null) return;
			queuedBytes -= taken;
			if (taken > 0) retryMs = FIRST_RETRY_MS;
			if (taken === next.bytes.length) {
				queue.shift();
				next.onTaken();
			} else next.bytes = next.bytes.subarray(taken);
		}
	}
	/** The number of bytes taken, or null when the terminal is full or gone. */
	function tryWrite(bytes) {
		try {
			return write(fd, bytes);
		} catch (error) {
			if (error.code === "EAGAIN") {
				retry = setTimeout(pump, retryMs);
				retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
			} else close();
			return null;
		}
	}
	function close() {
		closed = true;
		queue.length = 0;
		queuedBytes = 0;
		if (retry !== null) clearTimeout(retry);
	}
	return {
		push(bytes, onTaken) {
			if (closed || queuedBytes + bytes.length > 16777216) return false;
			queue.push({
				bytes,
				onTaken
			});
			queuedBytes += bytes.length;
			if (retry === null) pump();
			return true;
		},
		queuedBytes: () => queuedBytes,
		close
	};
}
// src/host/pty-binding.ts
/** Loads the binding, and on macOS the small program that starts others for it. */
function loadPtyBinding() {
	const require$1 = (0, node_module.createRequire)(require("url").pathToFileURL(__filename).href);
	const platformPackage = `@lydell/node-pty-${process.platform}-${process.arch}`;
	const requireFromPty = (0, node_module.createRequire)(require$1.resolve("node-pty"));
	return {
		binding: requireFromPty(`${platformPackage}/pty.node`),
		helperPath: process.platform === "darwin" ? requireFromPty.resolve(`${platformPackage}/spawn-helper`) : ""
	};
}
// src/host/pty-program.ts
/** One read never gives more than a few kilobytes; the buffer is reused for all of them, so that a flood leaves no garbage. */
const READ_BUFFER_BYTES = 65536;
/** What the program printed before it ended is read within this time; what comes later is from others that share its terminal. */
const QUIET_AFTER_EXIT_MS = 50;
/** However busy those others are, the end is told after this time. */
const LONGEST_DRAIN_MS = 1500;
/** Starts a program as leader of a session of its own in a new terminal. */
function startPtyProgram(options) {
	const { binding, helperPath } = loadPtyBinding();
	const [file = "", ...rest] = options.argv;
	const pairs = Object.entries(options.environment).map(([name, value]) => `${name}=${value}`);
	let exit = null;
	let ended = false;
	let paused = false;
	let quiet = null;
	let longest = null;
	const pty = binding.fork(file, rest, pairs, options.cwd, options.columns, options.rows, -1, -1, true, helperPath, (code, signal) => {
		exit = {
			code,
			signal,
			at: Date.now()
		};
		if (output.destroyed) finish();
		else {
			waitForQuiet();
			longest = setTimeout(finish, LONGEST_DRAIN_MS);
		}
	});
	const output = new node_tty.ReadStream(pty.fd, { onread: {
		buffer: Buffer.allocUnsafeSlow(READ_BUFFER_BYTES),
		callback: take
	} });
	output.on("error", () => output.destroy());
	output.on("end", () => output.destroy());
	output.on("close", () => {
		if (exit !== null) finish();
	});
	output.resume();
	const input = createInputQueue(pty.fd);
	function take(length, buffer) {
		if (length > 0 && !ended) options.onOutput(buffer.subarray(0, length));
		if (exit !== null) waitForQuiet();
		return true;
	}
	function waitForQuiet() {
		if (quiet !== null) clearTimeout(quiet);
		quiet = setTimeout(() => paused ? waitForQuiet() : finish(), QUIET_AFTER_EXIT_MS);
	}
	function finish() {
		if (ended || exit === null) return;
		ended = true;
		if (quiet !== null) clearTimeout(quiet);
		if (longest !== null) clearTimeout(longest);
		input.close();
		output.destroy();
		const bySignal = exit.signal !== 0;
		options.onEnd({
			code: bySignal ? null : exit.code,
			signal: bySignal ? exit.signal : null,
			at: exit.at
		});
	}
	return {
		pid: pty.pid,
		path: pty.pty,
		input,
		resize(columns, rows) {
			if (!output.destroyed) binding.resize(pty.fd, columns, rows);
		},
		pause() {
			paused = true;
			output.pause();
		},
		resume() {
			paused = false;
			output.resume();
		},
		signal(signal) {
			if (exit !== null) return;
			try {
				process.kill(pty.pid, signal);
			} catch {}
		}
	};
}
// src/host/query-scanner.ts
const ESCAPE = 27;
const BELL = 7;
const CANCEL = 24;
const SUBSTITUTE = 26;
/** Questions are short; what is longer is something else. */
const LONGEST_QUERY_BYTES = 128;
const GROUND = 0;
const AFTER_ESCAPE = 1;
const IN_CSI = 2;
const IN_STRING = 3;
const IN_STRING_ESCAPE = 4;
/**
* Control sequences by which programs ask: device attributes (c), status and cursor position (n), modes ($p), version (>q), window
* size (14t, 16t, 18t), keyboard protocol (?u), terminal parameters (x).
*/
const CSI_QUERY = /^(?:[>=]?[0-9;]*c|\??[0-9;]*n|\??[0-9;]*\$p|>[0-9]*q|1[468]t|\?u|[01]?x)$/;
/** Strings by which programs ask: colours (OSC 4, 10 to 19 with a question mark), settings (DCS $q) and capabilities (DCS +q). */
const STRING_QUERY = /^(?:\](?:4;\d+|1[0-9]);\?|P[$+]q)/;
/**
* Finds questions in the output as it passes, so that whoever can answer need not read everything. Keeps its state between calls:
* a question may be cut anywhere.
*/
function createQueryScanner(onQuery) {
	let state = GROUND;
	let begin = 0;
	let text = "";
	function step(byte, at) {
		if (byte === ESCAPE) {
			state = state === IN_STRING ? IN_STRING_ESCAPE : AFTER_ESCAPE;
			if (state === AFTER_ESCAPE) begin = at;
			return;
		}
		switch (state) {
			case AFTER_ESCAPE:
				text = byte === 91 ? "" : String.fromCharCode(byte);
				state = byte === 91 ? IN_CSI : byte === 93 || byte === 80 ? IN_STRING : GROUND;
				return;
			case IN_CSI:
				text += String.fromCharCode(byte);
				if (byte >= 64) finish(CSI_QUERY, at);
				else if (at - begin > LONGEST_QUERY_BYTES || byte < 32) state = GROUND;
				return;
			case IN_STRING:
				if (byte === BELL) finish(STRING_QUERY, at);
				else if (byte === CANCEL || byte === SUBSTITUTE) state = GROUND;
				else if (text.length < LONGEST_QUERY_BYTES) text += String.fromCharCode(byte);
				return;
			default: if (byte === 92) finish(STRING_QUERY, at);
			else {
				begin = at - 1;
				state = AFTER_ESCAPE;
				step(byte, at);
			}
		}
	}
	function finish(pattern, at) {
		state = GROUND;
		if (pattern.test(text)) onQuery(begin, at + 1 - begin);
	}
	return (bytes, offset) => {
		let index = 0;
		while (index < bytes.length) {
			if (state === GROUND) {
				index = bytes.indexOf(ESCAPE, index);
				if (index === -1) return;
			}
			step(bytes[index] ?? 0, offset + index);
			index += 1;
		}
	};
}
// src/host/resize-record.ts
/** Someone who drags the edge of a window for an hour makes this many; then those that no one can need any more are dropped. */
const MAX_LINES = 4096;
/**
* Keeps the sizes in a file beside the log, so that the screen can be rebuilt from it.
*
* @param oldestOffset - the oldest output that is still there; older sizes but the last are of no use.
*/
function createResizeRecord(directory, oldestOffset) {
	const path = (0, node_path.join)(directory, LAUNCH_FILE.resizes);
	let sizes = [];
	function compact() {
		const oldest = oldestOffset();
		const needed = sizes.findLastIndex((size) => size.offset <= oldest);
		sizes = sizes.slice(Math.max(needed, sizes.length - MAX_LINES / 2, 0));
		(0, node_fs.writeFileSync)(`${path}.new`, sizes.map((size) => size.line).join(""), { mode: 384 });
		(0, node_fs.renameSync)(`${path}.new`, path);
	}
	return { add(offset, columns, rows) {
		const line = `${offset} ${columns} ${rows}\n`;
		sizes.push({
			offset,
			line
		});
		try {
			if (sizes.length > MAX_LINES) compact();
			else (0, node_fs.appendFileSync)(path, line, { mode: 384 });
		} catch {}
	} };
}
// src/host/terminal-host.ts
const RANGE = {
	protocol: 1,
	oldestProtocol: 1
};
/** More connections than any sane set of clients opens; every one may hold a buffer. */
const MAX_CLIENTS = 16;
const MAX_SIZE = 1e3;
const FIRST_WORDS_LENGTH = 200;
/** A question nobody has heard is passed on to the first who comes, but not when the program has surely given up on it. */
const QUERY_PATIENCE_MS = 5e3;
/** Starts the program of an order in a terminal and serves it until the program has ended. */
function startTerminalHost({ order, self, onFinished }) {
	const { directory, spec } = order;
	const clients = /* @__PURE__ */ new Set();
	const writeExitRecord = reserveExitRecord(directory);
	const keep = createSlabCopier();
	let size = {
		columns: spec.columns,
		rows: spec.rows
	};
	let lastOutputAt = null;
	let firstWords = "";
	let unheardQueries = [];
	let ended = false;
	const log = createOutputLog({
		directory,
		segmentBytes: spec.segmentBytes,
		segmentCount: spec.segmentCount,
		now: Date.now,
		onFull: (full) => full ? program.pause() : program.resume(),
		onChange: (state) => broadcast(encodeJson(FRAME.log, state))
	});
	const resizes = createResizeRecord(directory, () => log.state().oldestOffset);
	const scan = createQueryScanner(announceQuery);
	const batch = createLiveBatch((parts, length) => {
		const offset = log.offset() - length;
		for (const client of clients) client.sendLive(parts, offset, length);
	});
	resizes.add(0, size.columns, size.rows);
	const program = startPtyProgram({
		argv: spec.argv,
		cwd: spec.cwd,
		environment: order.environment,
		columns: size.columns,
		rows: size.rows,
		onOutput: takeOutput,
		onEnd: (end) => log.close(() => finish({
			code: end.code,
			signal: signalName(end.signal),
			at: end.at,
			offset: log.offset()
		}))
	});
	const stamp = readProcessStamp(program.pid);
	function takeOutput(bytes) {
		const kept = keep(bytes);
		if (firstWords.length < FIRST_WORDS_LENGTH) firstWords += kept.toString("latin1", 0, FIRST_WORDS_LENGTH);
		lastOutputAt = Date.now();
		scan(kept, log.offset());
		log.append(kept);
		batch.push(kept);
	}
	function announceQuery(offset, length) {
		const frame = encodeRange(FRAME.query, offset, length);
		if ([...clients].some((client) => client.isReady())) broadcast(frame);
		else unheardQueries = [...unheardQueries.slice(-15), {
			frame,
			at: Date.now()
		}];
	}
	/** Programs ask as soon as they start, which is before the daemon has found the way here. */
	function announceUnheard(client) {
		for (const { frame, at } of unheardQueries) if (Date.now() - at < QUERY_PATIENCE_MS) client.send(frame);
		unheardQueries = [];
	}
	function broadcast(frame) {
		for (const client of clients) if (client.isReady()) client.send(frame);
	}
	function status() {
		const queuedInputBytes = program.input.queuedBytes();
		return {
			offset: log.offset(),
			loggedOffset: log.writtenOffset(),
			...size,
			queuedInputBytes,
			lastOutputAt,
			log: log.state()
		};
	}
	function finish(exit) {
		ended = true;
		batch.flush();
		try {
			writeExitRecord(exit);
		} catch (error) {
			process.stderr.write(`the exit record could not be written: ${String(error)}\n`);
		}
		broadcast(encodeJson(FRAME.exit, exit));
		server.close();
		for (const client of clients) client.end();
		onFinished(exit);
	}
	const service = {
		range: RANGE,
		greeted: announceUnheard,
		hello: () => {
			const hello = {
				...RANGE,
				capabilities: HOST_CAPABILITIES,
				host: self,
				program: stamp,
				status: status()
			};
			return encodeJson(FRAME.hostHello, hello);
		},
		write(bytes, onTaken) {
			if (ended) return {
				reason: "ended",
				message: "the program has ended"
			};
			if (program.input.push(bytes, onTaken)) return null;
			return {
				reason: "input_full",
				message: `the program does not read its input: ${program.input.queuedBytes()} bytes wait already`
			};
		},
		resize(columns, rows) {
			if (columns < 1 || rows < 1 || columns > MAX_SIZE || rows > MAX_SIZE) return {
				reason: "invalid",
				message: `a terminal cannot have ${columns} columns and ${rows} rows`
			};
			if (ended || columns === size.columns && rows === size.rows) return null;
			batch.flush();
			size = {
				columns,
				rows
			};
			program.resize(columns, rows);
			resizes.add(log.offset(), columns, rows);
			broadcast(encodeSize(FRAME.resized, log.offset(), columns, rows));
			return null;
		},
		status,
		subscribe(client) {
			batch.flush();
			client.startLive(log.offset());
		}
	};
	const server = (0, node_net.createServer)((socket) => {
		if (clients.size >= MAX_CLIENTS) {
			socket.destroy();
			return;
		}
		const client = serveHostClient(socket, service);
		clients.add(client);
		socket.on("close", () => clients.delete(client));
	});
	server.on("error", (error) => process.stderr.write(`the socket failed: ${error.message}\n`));
	unlinkIfThere(spec.socketPath);
	server.listen(spec.socketPath, () => (0, node_fs.chmodSync)(spec.socketPath, 384));
	return {
		program: stamp,
		terminalPath: program.path,
		firstWords: () => firstWords,
		hangUp: () => program.signal("SIGHUP"),
		kill: () => program.signal("SIGKILL")
	};
}
/** The record of who runs the terminal. */
function hostRecord(order, self, host) {
	return {
		version: 1,
		protocol: 1,
		host: self,
		program: host?.program ?? null,
		terminalPath: host?.terminalPath ?? null,
		socketPath: order.spec.socketPath,
		startedAt: Date.now()
	};
}
function signalName(number) {
	if (number === null) return null;
	return Object.entries(node_os.constants.signals).find(([, value]) => value === number)?.[0] ?? `SIG${number}`;
}
function unlinkIfThere(path) {
	try {
		(0, node_fs.unlinkSync)(path);
	} catch {}
}
// src/host/host-main.ts
/** Clients are given this long to take their last frames. */
const LAST_FRAMES_MS = 2e3;
/** A program that was asked to end because its host was told to is killed after this time. */
const HANG_UP_GRACE_MS = 5e3;
const order = readOrder();
const self = readProcessStamp(process.pid);
let answered = false;
/** The order comes from the daemon of the same installation, through a pipe of our own: a schema library would cost more than the host. */
function readOrder() {
	return JSON.parse((0, node_fs.readFileSync)(0, "utf8"));
}
function answer(value) {
	if (answered) return;
	answered = true;
	try {
		(0, node_fs.writeSync)(1, `${JSON.stringify(value)}\n`);
	} catch {}
	detachStandardStreams();
}
function store(record) {
	const path = (0, node_path.join)(order.directory, LAUNCH_FILE.host);
	(0, node_fs.writeFileSync)(`${path}.new`, JSON.stringify(record), { mode: 384 });
	(0, node_fs.renameSync)(`${path}.new`, path);
}
function keepGoing(error) {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}
function run() {
	process.umask(63);
	closeInheritedDescriptors();
	store(hostRecord(order, self, null));
	const host = startTerminalHost({
		order,
		self,
		onFinished: (exit) => {
			started.cancel();
			answer(exit.code === 1 && /^(execvp|chdir)\(\d\) failed\.: /.test(host.firstWords()) ? {
				ok: false,
				reason: host.firstWords().trim()
			} : {
				ok: true,
				record
			});
			setTimeout(() => process.exit(0), LAST_FRAMES_MS).unref();
		}
	});
	const record = hostRecord(order, self, host);
	store(record);
	const started = waitForExec(host.program.pid, () => answer({
		ok: true,
		record
	}));
	process.on("SIGTERM", () => {
		host.hangUp();
		setTimeout(host.kill, HANG_UP_GRACE_MS).unref();
	});
}
process.on("uncaughtException", keepGoing);
for (const signal of [
	"SIGHUP",
	"SIGINT",
	"SIGXFSZ"
]) process.on(signal, () => {});
try {
	run();
} catch (error) {
	answer({
		ok: false,
		reason: error instanceof Error ? error.message : String(error)
	});
	process.exit(1);
}
