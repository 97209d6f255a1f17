import BeamletVM
import Foundation
import Testing

/// The decoder against `beam_disasm` and `beam_lib` of the installed OTP, over the files of that OTP.
@Suite struct BeamDisasmTests {
    @Test(.enabled(if: InstalledOTP.root != nil)) func tablesAndInstructionNamesOfEveryFunctionAgree() throws {
        let root = try #require(InstalledOTP.root)
        let folders = InstalledOTP.folders().filter { $0.hasPrefix(root) }
        let output = try #require(InstalledOTP.run("escript", [testFile("instruction_names.escript")] + folders))
        var theirs: [String] = []
        var path: String?
        var files = 0
        for line in output.split(separator: "\n").map(String.init) + ["M "] {
            guard line.hasPrefix("M ") else {
                theirs.append(line)
                continue
            }
            if let path { try compare(path, theirs) }
            path = String(line.dropFirst(2))
            theirs = []
            files += 1
        }
        #expect(files > 100)
    }

    /// Every file of every known release decodes without an error.
    @Test func everyFileDecodes() throws {
        for path in InstalledOTP.beamFiles() {
            let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
            #expect(throws: Never.self, "\(path)") { try decode(bytes) }
        }
    }

    private func decode(_ bytes: [UInt8]) throws {
        _ = try bytes.withUnsafeBytes { try DecodedModule($0, keepOperands: false) }
    }

    private func compare(_ path: String, _ theirs: [String]) throws {
        let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        let module = try DecodedModule(bytes)
        let ours = tables(module) + functions(module)
        guard ours != theirs else { return }
        let counts = ("\(ours.count) lines", "\(theirs.count) lines")
        let (got, expected) = zip(ours, theirs).first { $0 != $1 } ?? counts
        Issue.record("\(path): expected \(expected), got \(got)")
    }

    private func tables(_ module: DecodedModule) -> [String] {
        let atoms = (1..<module.atoms.count).map { "\($0) \(module.atoms[$0]) " }
        let imports = module.imports.map { entry in
            (names: [module.atoms[entry.module], module.atoms[entry.function]], numbers: [entry.arity])
        }
        return [
            line("atoms", atoms), line("imports", sorted(imports)),
            line("labeled_exports", sorted(module.exports.map { row($0, module) })),
            line("labeled_locals", sorted(module.locals.map { row($0, module) })),
        ]
    }

    private typealias Row = (names: [String], numbers: [Int])

    private func row(_ entry: FunctionEntry, _ module: DecodedModule) -> Row {
        ([module.atoms[entry.function]], [entry.arity, entry.label])
    }

    /// `beam_lib` sorts functions as terms: by their names, code point by code point, then by arity.
    private func sorted(_ rows: [Row]) -> [String] {
        let keyed = rows.map { (key: key($0), row: $0) }
        return keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { _, row in
            (row.names + row.numbers.map { String($0) }).map { $0 + " " }.joined()
        }
    }

    /// Code points and numbers, all above the mark that ends each name.
    private func key(_ row: Row) -> [UInt32] {
        row.names.flatMap { $0.unicodeScalars.map { $0.value + 1 } + [0] } + row.numbers.map { UInt32($0) }
    }

    private func line(_ kind: String, _ rows: [String]) -> String {
        var checksum = CRC32()
        for row in rows { checksum.add(row.utf8) }
        return "T \(kind) \(rows.count) \(checksum.value)"
    }

    private func functions(_ module: DecodedModule) -> [String] {
        let names = (0...GenericInstruction.highestOpcode).map {
            Array(GenericInstructionTable.field(1, of: $0)) + [0x20]
        }
        var lines: [String] = []
        var current: (name: String, count: Int, checksum: CRC32)?
        // What stands before func_info belongs to its function.
        var head: [UInt8] = []
        for (instruction, operands) in module.instructions {
            let opcode = instruction.opcode
            if opcode == GenericInstruction.functionInfo {
                if let current { lines.append("F \(current.name) \(current.count) \(current.checksum.value)") }
                current = ("\(module.atoms[operands[1].value])/\(operands[2].value)", 0, CRC32())
                head.append(opcode)
                add(head, names, &current)
                head = []
            } else if opcode == GenericInstruction.codeEnd {
                add(head, names, &current)
                break
            } else {
                // A label followed by a line or a func_info may begin a function: wait for what comes.
                if opcode == GenericInstruction.label || (opcode == 153 && !head.isEmpty) {
                    if opcode == GenericInstruction.label {
                        add(head, names, &current)
                        head = []
                    }
                    head.append(opcode)
                } else {
                    add(head, names, &current)
                    head = []
                    add([opcode], names, &current)
                }
            }
        }
        if let current { lines.append("F \(current.name) \(current.count) \(current.checksum.value)") }
        return lines
    }

    private func add(
        _ opcodes: [UInt8], _ names: [[UInt8]], _ current: inout (name: String, count: Int, checksum: CRC32)?
    ) {
        for opcode in opcodes {
            current?.count += 1
            current?.checksum.add(names[Int(opcode)])
        }
    }
}
