// Made of atoms.tab by Toolchain/generate-tables: change that, and run it.

/// The atoms that the VM itself names. They are the first of every image's atom table, in this order, so that their
/// terms are constants of the firmware.
public enum PredefinedAtoms {
    /// The atoms' texts in the order of their indices, one space between them.
    public static let text: StaticString = """
        false true nil undefined ok error throw exit normal kill killed noproc noconnection EXIT DOWN process \
        port time_offset badarg badarith badmatch case_clause try_clause if_clause function_clause undef \
        badfun badarity timeout_value system_limit out_of_memory bad_return_value nocatch badmap badkey \
        badrecord file line infinity start init erlang apply fun module_info module attributes exports \
        compile md5 native error_info message_queue_len messages links monitors monitored_by trap_exit \
        priority max current_function initial_call status registered_name dictionary heap_size stack_size \
        total_heap_size memory reductions group_leader garbage_collection min_heap_size max_heap_size \
        fullsweep_after message_queue_data error_handler save_calls sensitive flush info link monitor tag \
        alias explicit_unalias demonitor reply_demonitor running runnable waiting exiting suspended \
        garbage_collecting second millisecond microsecond nanosecond seconds milli_seconds micro_seconds \
        nano_seconds gpio gpio_interrupt input output output_od analog floating up down rising falling both \
        low high none af pull output_speed all latin1 utf8 unicode big little name functions nifs min size \
        binary gc async on_heap off_heap mixed backtrace current_location current_stacktrace version \
        registered already_started node nonode@nohost stop external local type arity env index uniq pid \
        new_index new_uniq lists maps atomvm console platform beamlet generic_unix stm32 user scheduler \
        wordsize otp_release process_count process_limit atom_count atom_limit port_count port_limit timer \
        nosuspend label unknown $handle_undefined_function - + * / ++ -- == /= =:= =/= < =< > >= div rem band \
        bor bxor bnot bsl bsr not and or xor ! value timeout positive monotonic strong_monotonic noconnect \
        clock_service abort machine mhz_2 mhz_25 mhz_50 mhz_100 erl_erts_errors erl_stdlib_errors send bm ac \
        scope global trim trim_all nomatch incomplete characters_to_list_int characters_to_binary_int \
        iterator ensure_at_least ensure_exactly integer float append private_append string skip get_tail \
        signed utf16 utf32 unit short invalid no_fail no_float badfile not_purged on_load_failure on_load \
        nofile preloaded not_loaded loaded check_process_code allow_gc aborted code is_exported badfield \
        novalue count
        """
    /// How many there are.
    public static let count = 266
}

/// Terms of the predefined atoms.
extension Term {
    @inline(__always) static var `false`: Term { Term(atom: 0) }
    @inline(__always) static var `true`: Term { Term(atom: 1) }
    @inline(__always) static var nilAtom: Term { Term(atom: 2) }
    @inline(__always) static var undefined: Term { Term(atom: 3) }
    @inline(__always) static var ok: Term { Term(atom: 4) }
    @inline(__always) static var error: Term { Term(atom: 5) }
    @inline(__always) static var `throw`: Term { Term(atom: 6) }
    @inline(__always) static var exit: Term { Term(atom: 7) }
    @inline(__always) static var normal: Term { Term(atom: 8) }
    @inline(__always) static var kill: Term { Term(atom: 9) }
    @inline(__always) static var killed: Term { Term(atom: 10) }
    @inline(__always) static var noproc: Term { Term(atom: 11) }
    @inline(__always) static var noconnection: Term { Term(atom: 12) }
    @inline(__always) static var EXIT: Term { Term(atom: 13) }
    @inline(__always) static var DOWN: Term { Term(atom: 14) }
    @inline(__always) static var process: Term { Term(atom: 15) }
    @inline(__always) static var port: Term { Term(atom: 16) }
    @inline(__always) static var timeOffset: Term { Term(atom: 17) }
    @inline(__always) static var badarg: Term { Term(atom: 18) }
    @inline(__always) static var badarith: Term { Term(atom: 19) }
    @inline(__always) static var badmatch: Term { Term(atom: 20) }
    @inline(__always) static var caseClause: Term { Term(atom: 21) }
    @inline(__always) static var tryClause: Term { Term(atom: 22) }
    @inline(__always) static var ifClause: Term { Term(atom: 23) }
    @inline(__always) static var functionClause: Term { Term(atom: 24) }
    @inline(__always) static var undef: Term { Term(atom: 25) }
    @inline(__always) static var badfun: Term { Term(atom: 26) }
    @inline(__always) static var badarity: Term { Term(atom: 27) }
    @inline(__always) static var timeoutValue: Term { Term(atom: 28) }
    @inline(__always) static var systemLimit: Term { Term(atom: 29) }
    @inline(__always) static var outOfMemory: Term { Term(atom: 30) }
    @inline(__always) static var badReturnValue: Term { Term(atom: 31) }
    @inline(__always) static var nocatch: Term { Term(atom: 32) }
    @inline(__always) static var badmap: Term { Term(atom: 33) }
    @inline(__always) static var badkey: Term { Term(atom: 34) }
    @inline(__always) static var badrecord: Term { Term(atom: 35) }
    @inline(__always) static var file: Term { Term(atom: 36) }
    @inline(__always) static var line: Term { Term(atom: 37) }
    @inline(__always) static var infinity: Term { Term(atom: 38) }
    @inline(__always) static var start: Term { Term(atom: 39) }
    @inline(__always) static var `init`: Term { Term(atom: 40) }
    @inline(__always) static var erlang: Term { Term(atom: 41) }
    @inline(__always) static var apply: Term { Term(atom: 42) }
    @inline(__always) static var `fun`: Term { Term(atom: 43) }
    @inline(__always) static var moduleInfo: Term { Term(atom: 44) }
    @inline(__always) static var module: Term { Term(atom: 45) }
    @inline(__always) static var attributes: Term { Term(atom: 46) }
    @inline(__always) static var exports: Term { Term(atom: 47) }
    @inline(__always) static var compile: Term { Term(atom: 48) }
    @inline(__always) static var md5: Term { Term(atom: 49) }
    @inline(__always) static var native: Term { Term(atom: 50) }
    @inline(__always) static var errorInfo: Term { Term(atom: 51) }
    @inline(__always) static var messageQueueLen: Term { Term(atom: 52) }
    @inline(__always) static var messages: Term { Term(atom: 53) }
    @inline(__always) static var links: Term { Term(atom: 54) }
    @inline(__always) static var monitors: Term { Term(atom: 55) }
    @inline(__always) static var monitoredBy: Term { Term(atom: 56) }
    @inline(__always) static var trapExit: Term { Term(atom: 57) }
    @inline(__always) static var priority: Term { Term(atom: 58) }
    @inline(__always) static var max: Term { Term(atom: 59) }
    @inline(__always) static var currentFunction: Term { Term(atom: 60) }
    @inline(__always) static var initialCall: Term { Term(atom: 61) }
    @inline(__always) static var status: Term { Term(atom: 62) }
    @inline(__always) static var registeredName: Term { Term(atom: 63) }
    @inline(__always) static var dictionary: Term { Term(atom: 64) }
    @inline(__always) static var heapSize: Term { Term(atom: 65) }
    @inline(__always) static var stackSize: Term { Term(atom: 66) }
    @inline(__always) static var totalHeapSize: Term { Term(atom: 67) }
    @inline(__always) static var memory: Term { Term(atom: 68) }
    @inline(__always) static var reductions: Term { Term(atom: 69) }
    @inline(__always) static var groupLeader: Term { Term(atom: 70) }
    @inline(__always) static var garbageCollection: Term { Term(atom: 71) }
    @inline(__always) static var minHeapSize: Term { Term(atom: 72) }
    @inline(__always) static var maxHeapSize: Term { Term(atom: 73) }
    @inline(__always) static var fullsweepAfter: Term { Term(atom: 74) }
    @inline(__always) static var messageQueueData: Term { Term(atom: 75) }
    @inline(__always) static var errorHandler: Term { Term(atom: 76) }
    @inline(__always) static var saveCalls: Term { Term(atom: 77) }
    @inline(__always) static var sensitive: Term { Term(atom: 78) }
    @inline(__always) static var flush: Term { Term(atom: 79) }
    @inline(__always) static var info: Term { Term(atom: 80) }
    @inline(__always) static var link: Term { Term(atom: 81) }
    @inline(__always) static var monitor: Term { Term(atom: 82) }
    @inline(__always) static var tag: Term { Term(atom: 83) }
    @inline(__always) static var alias: Term { Term(atom: 84) }
    @inline(__always) static var explicitUnalias: Term { Term(atom: 85) }
    @inline(__always) static var demonitor: Term { Term(atom: 86) }
    @inline(__always) static var replyDemonitor: Term { Term(atom: 87) }
    @inline(__always) static var running: Term { Term(atom: 88) }
    @inline(__always) static var runnable: Term { Term(atom: 89) }
    @inline(__always) static var waiting: Term { Term(atom: 90) }
    @inline(__always) static var exiting: Term { Term(atom: 91) }
    @inline(__always) static var suspended: Term { Term(atom: 92) }
    @inline(__always) static var garbageCollecting: Term { Term(atom: 93) }
    @inline(__always) static var second: Term { Term(atom: 94) }
    @inline(__always) static var millisecond: Term { Term(atom: 95) }
    @inline(__always) static var microsecond: Term { Term(atom: 96) }
    @inline(__always) static var nanosecond: Term { Term(atom: 97) }
    @inline(__always) static var seconds: Term { Term(atom: 98) }
    @inline(__always) static var milliSeconds: Term { Term(atom: 99) }
    @inline(__always) static var microSeconds: Term { Term(atom: 100) }
    @inline(__always) static var nanoSeconds: Term { Term(atom: 101) }
    @inline(__always) static var gpio: Term { Term(atom: 102) }
    @inline(__always) static var gpioInterrupt: Term { Term(atom: 103) }
    @inline(__always) static var input: Term { Term(atom: 104) }
    @inline(__always) static var output: Term { Term(atom: 105) }
    @inline(__always) static var outputOd: Term { Term(atom: 106) }
    @inline(__always) static var analog: Term { Term(atom: 107) }
    @inline(__always) static var floating: Term { Term(atom: 108) }
    @inline(__always) static var up: Term { Term(atom: 109) }
    @inline(__always) static var down: Term { Term(atom: 110) }
    @inline(__always) static var rising: Term { Term(atom: 111) }
    @inline(__always) static var falling: Term { Term(atom: 112) }
    @inline(__always) static var both: Term { Term(atom: 113) }
    @inline(__always) static var low: Term { Term(atom: 114) }
    @inline(__always) static var high: Term { Term(atom: 115) }
    @inline(__always) static var noneAtom: Term { Term(atom: 116) }
    @inline(__always) static var af: Term { Term(atom: 117) }
    @inline(__always) static var pull: Term { Term(atom: 118) }
    @inline(__always) static var outputSpeed: Term { Term(atom: 119) }
    @inline(__always) static var all: Term { Term(atom: 120) }
    @inline(__always) static var latin1: Term { Term(atom: 121) }
    @inline(__always) static var utf8: Term { Term(atom: 122) }
    @inline(__always) static var unicode: Term { Term(atom: 123) }
    @inline(__always) static var big: Term { Term(atom: 124) }
    @inline(__always) static var little: Term { Term(atom: 125) }
    @inline(__always) static var name: Term { Term(atom: 126) }
    @inline(__always) static var functions: Term { Term(atom: 127) }
    @inline(__always) static var nifs: Term { Term(atom: 128) }
    @inline(__always) static var min: Term { Term(atom: 129) }
    @inline(__always) static var size: Term { Term(atom: 130) }
    @inline(__always) static var binary: Term { Term(atom: 131) }
    @inline(__always) static var gc: Term { Term(atom: 132) }
    @inline(__always) static var async: Term { Term(atom: 133) }
    @inline(__always) static var onHeap: Term { Term(atom: 134) }
    @inline(__always) static var offHeap: Term { Term(atom: 135) }
    @inline(__always) static var mixed: Term { Term(atom: 136) }
    @inline(__always) static var backtrace: Term { Term(atom: 137) }
    @inline(__always) static var currentLocation: Term { Term(atom: 138) }
    @inline(__always) static var currentStacktrace: Term { Term(atom: 139) }
    @inline(__always) static var version: Term { Term(atom: 140) }
    @inline(__always) static var registered: Term { Term(atom: 141) }
    @inline(__always) static var alreadyStarted: Term { Term(atom: 142) }
    @inline(__always) static var node: Term { Term(atom: 143) }
    @inline(__always) static var noNode: Term { Term(atom: 144) }
    @inline(__always) static var stop: Term { Term(atom: 145) }
    @inline(__always) static var external: Term { Term(atom: 146) }
    @inline(__always) static var local: Term { Term(atom: 147) }
    @inline(__always) static var type: Term { Term(atom: 148) }
    @inline(__always) static var arity: Term { Term(atom: 149) }
    @inline(__always) static var env: Term { Term(atom: 150) }
    @inline(__always) static var index: Term { Term(atom: 151) }
    @inline(__always) static var uniq: Term { Term(atom: 152) }
    @inline(__always) static var pid: Term { Term(atom: 153) }
    @inline(__always) static var newIndex: Term { Term(atom: 154) }
    @inline(__always) static var newUniq: Term { Term(atom: 155) }
    @inline(__always) static var lists: Term { Term(atom: 156) }
    @inline(__always) static var maps: Term { Term(atom: 157) }
    @inline(__always) static var atomvm: Term { Term(atom: 158) }
    @inline(__always) static var console: Term { Term(atom: 159) }
    @inline(__always) static var platform: Term { Term(atom: 160) }
    @inline(__always) static var beamlet: Term { Term(atom: 161) }
    @inline(__always) static var genericUnix: Term { Term(atom: 162) }
    @inline(__always) static var stm32: Term { Term(atom: 163) }
    @inline(__always) static var user: Term { Term(atom: 164) }
    @inline(__always) static var scheduler: Term { Term(atom: 165) }
    @inline(__always) static var wordsize: Term { Term(atom: 166) }
    @inline(__always) static var otpRelease: Term { Term(atom: 167) }
    @inline(__always) static var processCount: Term { Term(atom: 168) }
    @inline(__always) static var processLimit: Term { Term(atom: 169) }
    @inline(__always) static var atomCount: Term { Term(atom: 170) }
    @inline(__always) static var atomLimit: Term { Term(atom: 171) }
    @inline(__always) static var portCount: Term { Term(atom: 172) }
    @inline(__always) static var portLimit: Term { Term(atom: 173) }
    @inline(__always) static var timer: Term { Term(atom: 174) }
    @inline(__always) static var nosuspend: Term { Term(atom: 175) }
    @inline(__always) static var label: Term { Term(atom: 176) }
    @inline(__always) static var unknown: Term { Term(atom: 177) }
    @inline(__always) static var handleUndefinedFunction: Term { Term(atom: 178) }
    @inline(__always) static var minus: Term { Term(atom: 179) }
    @inline(__always) static var plus: Term { Term(atom: 180) }
    @inline(__always) static var times: Term { Term(atom: 181) }
    @inline(__always) static var divide: Term { Term(atom: 182) }
    @inline(__always) static var append: Term { Term(atom: 183) }
    @inline(__always) static var subtract: Term { Term(atom: 184) }
    @inline(__always) static var equal: Term { Term(atom: 185) }
    @inline(__always) static var notEqual: Term { Term(atom: 186) }
    @inline(__always) static var exactlyEqual: Term { Term(atom: 187) }
    @inline(__always) static var notExactlyEqual: Term { Term(atom: 188) }
    @inline(__always) static var less: Term { Term(atom: 189) }
    @inline(__always) static var lessOrEqual: Term { Term(atom: 190) }
    @inline(__always) static var greater: Term { Term(atom: 191) }
    @inline(__always) static var greaterOrEqual: Term { Term(atom: 192) }
    @inline(__always) static var div: Term { Term(atom: 193) }
    @inline(__always) static var rem: Term { Term(atom: 194) }
    @inline(__always) static var band: Term { Term(atom: 195) }
    @inline(__always) static var bor: Term { Term(atom: 196) }
    @inline(__always) static var bxor: Term { Term(atom: 197) }
    @inline(__always) static var bnot: Term { Term(atom: 198) }
    @inline(__always) static var bsl: Term { Term(atom: 199) }
    @inline(__always) static var bsr: Term { Term(atom: 200) }
    @inline(__always) static var not: Term { Term(atom: 201) }
    @inline(__always) static var and: Term { Term(atom: 202) }
    @inline(__always) static var or: Term { Term(atom: 203) }
    @inline(__always) static var xor: Term { Term(atom: 204) }
    @inline(__always) static var sendOperator: Term { Term(atom: 205) }
    @inline(__always) static var value: Term { Term(atom: 206) }
    @inline(__always) static var timeout: Term { Term(atom: 207) }
    @inline(__always) static var positive: Term { Term(atom: 208) }
    @inline(__always) static var monotonic: Term { Term(atom: 209) }
    @inline(__always) static var strongMonotonic: Term { Term(atom: 210) }
    @inline(__always) static var noconnect: Term { Term(atom: 211) }
    @inline(__always) static var clockService: Term { Term(atom: 212) }
    @inline(__always) static var abort: Term { Term(atom: 213) }
    @inline(__always) static var machine: Term { Term(atom: 214) }
    @inline(__always) static var mhz2: Term { Term(atom: 215) }
    @inline(__always) static var mhz25: Term { Term(atom: 216) }
    @inline(__always) static var mhz50: Term { Term(atom: 217) }
    @inline(__always) static var mhz100: Term { Term(atom: 218) }
    @inline(__always) static var erlErtsErrors: Term { Term(atom: 219) }
    @inline(__always) static var erlStdlibErrors: Term { Term(atom: 220) }
    @inline(__always) static var send: Term { Term(atom: 221) }
    @inline(__always) static var bm: Term { Term(atom: 222) }
    @inline(__always) static var ac: Term { Term(atom: 223) }
    @inline(__always) static var scope: Term { Term(atom: 224) }
    @inline(__always) static var global: Term { Term(atom: 225) }
    @inline(__always) static var trim: Term { Term(atom: 226) }
    @inline(__always) static var trimAll: Term { Term(atom: 227) }
    @inline(__always) static var nomatch: Term { Term(atom: 228) }
    @inline(__always) static var incomplete: Term { Term(atom: 229) }
    @inline(__always) static var charactersToListInt: Term { Term(atom: 230) }
    @inline(__always) static var charactersToBinaryInt: Term { Term(atom: 231) }
    @inline(__always) static var iterator: Term { Term(atom: 232) }
    @inline(__always) static var ensureAtLeast: Term { Term(atom: 233) }
    @inline(__always) static var ensureExactly: Term { Term(atom: 234) }
    @inline(__always) static var integerAtom: Term { Term(atom: 235) }
    @inline(__always) static var floatAtom: Term { Term(atom: 236) }
    @inline(__always) static var appendAtom: Term { Term(atom: 237) }
    @inline(__always) static var privateAppend: Term { Term(atom: 238) }
    @inline(__always) static var stringAtom: Term { Term(atom: 239) }
    @inline(__always) static var skip: Term { Term(atom: 240) }
    @inline(__always) static var getTail: Term { Term(atom: 241) }
    @inline(__always) static var signed: Term { Term(atom: 242) }
    @inline(__always) static var utf16: Term { Term(atom: 243) }
    @inline(__always) static var utf32: Term { Term(atom: 244) }
    @inline(__always) static var unitAtom: Term { Term(atom: 245) }
    @inline(__always) static var shortAtom: Term { Term(atom: 246) }
    @inline(__always) static var invalid: Term { Term(atom: 247) }
    @inline(__always) static var noFail: Term { Term(atom: 248) }
    @inline(__always) static var noFloat: Term { Term(atom: 249) }
    @inline(__always) static var badfile: Term { Term(atom: 250) }
    @inline(__always) static var notPurged: Term { Term(atom: 251) }
    @inline(__always) static var onLoadFailure: Term { Term(atom: 252) }
    @inline(__always) static var onLoad: Term { Term(atom: 253) }
    @inline(__always) static var nofile: Term { Term(atom: 254) }
    @inline(__always) static var preloaded: Term { Term(atom: 255) }
    @inline(__always) static var notLoaded: Term { Term(atom: 256) }
    @inline(__always) static var loaded: Term { Term(atom: 257) }
    @inline(__always) static var checkProcessCode: Term { Term(atom: 258) }
    @inline(__always) static var allowGc: Term { Term(atom: 259) }
    @inline(__always) static var aborted: Term { Term(atom: 260) }
    @inline(__always) static var code: Term { Term(atom: 261) }
    @inline(__always) static var isExported: Term { Term(atom: 262) }
    @inline(__always) static var badfield: Term { Term(atom: 263) }
    @inline(__always) static var novalue: Term { Term(atom: 264) }
    @inline(__always) static var count: Term { Term(atom: 265) }
}
