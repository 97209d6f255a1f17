import BeamletVM
import Foundation

/// `beamlet link --check`: whether modules go through the loader, each by itself, and which native functions they lack.
struct LinkCheck {
    /// How many modules there were, and how many of them could not be loaded.
    private var modules = 0
    private var errors = 0
    /// What is exported by whom, and called from where: names as `module:function/arity`.
    private var exported: Set<String> = []
    private var callers: [String: Int] = [:]
    /// Functions that a BIF has to replace: their own code only says so.
    private var stubs: Set<String> = []
    private var known: Set<String> = []

    static func run(_ operands: [String], _ console: Console) throws -> Int32 {
        guard !operands.isEmpty else { throw ToolError("no file given (see beamlet link --help)") }
        var check = LinkCheck()
        let memory = try LinkMemory(BoardTable.host)
        for path in try operands.flatMap(files) { check.add(path, memory, console) }
        check.report(console)
        return check.errors == 0 ? ExitStatus.success : ExitStatus.badInput
    }

    /// The path, or what is in the folder there.
    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".beam") }.sorted().map { "\(path)/\($0)" }
    }

    private mutating func add(_ path: String, _ memory: borrowing LinkMemory, _ console: Console) {
        do {
            for module in try Inputs([path]).modules {
                modules += 1
                try load(module, memory)
                try readNames(module)
            }
        } catch let error as ToolError {
            errors += 1
            for line in error.lines { console.complain(line.hasPrefix(path) ? line : "\(path): \(line)") }
        } catch let error as LoadError {
            errors += 1
            console.complain("\(path): \(error.text)")
        } catch {
            errors += 1
            console.complain("\(path): \(error)")
        }
    }

    private func load(_ module: LoadedModule, _ memory: borrowing LinkMemory) throws {
        var builder = try ImageBuilder(area: memory.area, workspace: memory.workspaceArea, scratch: memory.scratch)
        builder.toleratesMissing = true
        try builder.add(module)
    }

    /// Notes what the module imports and exports, and which of its functions end in `erlang:nif_error`.
    private mutating func readNames(_ module: LoadedModule) throws {
        let loaded = try BeamModule(module.bytes, file: module.file)
        exported.formUnion(loaded.exports.map { "\(module.name):\($0)" })
        try BeamModule.withFile(module.bytes, file: module.file) { beam in
            let imports = try beam.imports()
            var nifErrors: Set<Int> = []
            for index in 0..<imports.count {
                let entry = try imports.entry(index)
                let name = "\(loaded.atoms[entry.module]):\(loaded.atoms[entry.function])/\(entry.arity)"
                callers[name, default: 0] += 1
                if name == "erlang:nif_error/1" || name == "erlang:nif_error/2" { nifErrors.insert(index) }
            }
            if !nifErrors.isEmpty { try findStubs(beam, loaded, nifErrors) }
        }
    }

    /// Functions that call `nif_error` and nothing else before it.
    private mutating func findStubs(_ beam: BeamFile, _ module: BeamModule, _ nifErrors: Set<Int>) throws {
        let code = try beam.code()
        let limits = OperandLimits(
            atoms: beam.atomCount, labels: code.labelCount, literals: .max, types: 0)
        var reader = CodeReader(code, limits: limits)
        let buffer = UnsafeMutableBufferPointer<GenericOperand>.allocate(capacity: code.instructions.remaining + 16)
        defer { buffer.deallocate() }
        var function = ""
        while let instruction = try reader.next(into: buffer) {
            switch instruction.opcode {
            case GenericInstruction.functionInfo:
                function = "\(module.name):\(module.atoms[buffer[1].value])/\(buffer[2].value)"
            case 7, 8, 78:
                if nifErrors.contains(buffer[1].value) { stubs.insert(function) }
                function = ""
            case 4, 5, 6: function = ""
            default: break
            }
        }
    }

    private func report(_ console: Console) {
        let natives = Set(
            (0..<BIFTable.count).map { number -> String in
                let name = BIFTable.name(number)
                return "\(name.module.string):\(name.function.string)/\(name.arity)"
            })
        // Functions of modules that are there and do not export them are called by code that never runs.
        let givenModules = Set(exported.compactMap { $0.split(separator: ":").first.map(String.init) })
        let absent = callers.keys.filter { name in
            !exported.contains(name) && !natives.contains(name) && !stubs.contains(name)
                && (name.hasPrefix("erlang:") || !givenModules.contains(String(name.split(separator: ":")[0])))
        }
        let missing = stubs.subtracting(natives)
        console.line("\(modules) modules, \(errors) of them not loadable")
        console.line("natives missing: \(missing.count)")
        show(missing, console)
        console.line("called, and in none of the files: \(absent.count)")
        show(Set(absent), console)
    }

    /// A line for each, those first that most modules call.
    private func show(_ names: Set<String>, _ console: Console) {
        for name in names.sorted(by: { (-(callers[$0] ?? 0), $0) < (-(callers[$1] ?? 0), $1) }) where !name.isEmpty {
            let count = callers[name] ?? 0
            console.line("  \(name)\(count == 0 ? "" : "  (\(count == 1 ? "1 module" : "\(count) modules"))")")
        }
    }
}
