import BeamletVM
import Foundation

/// Which instructions of a program were executed: counts by entry of the table of linked instructions and of generic ones.
///
/// An entry's count is the number of places in the code where such an instruction was executed. A generic instruction was
/// executed where the code that the loader made of it was; one without code of its own, where the code after it was.
final class Coverage {
    /// A generic instruction in the image.
    private struct Place {
        let address: Address
        let opcode: UInt8
    }

    private var places: [Place] = []
    private var linked: [Opcode: Int] = [:]
    private var generic: [UInt8: Int] = [:]

    /// Notes where a module's instructions lie: what the loader has reported, offsets in the code chunk and addresses.
    func add(_ module: LoadedModule, _ events: [(offset: Int, address: Address)]) throws {
        try BeamModule.withFile(module.bytes, file: module.file) { beam in
            let code = try beam.code()
            let limits = OperandLimits(
                atoms: beam.atomCount, labels: code.labelCount, literals: .max, types: 0)
            var reader = CodeReader(code, limits: limits)
            let buffer = UnsafeMutableBufferPointer<GenericOperand>.allocate(
                capacity: code.instructions.remaining + 16)
            defer { buffer.deallocate() }
            // Instructions that became part of the one before them are where that is.
            var index = -1
            while let instruction = try reader.next(into: buffer) {
                while index + 1 < events.count, events[index + 1].offset <= instruction.offset { index += 1 }
                guard index >= 0 else { continue }
                // The end of the code is never executed: that the loader has met it is all there can be.
                if instruction.opcode == GenericInstruction.codeEnd { generic[instruction.opcode, default: 0] += 1 }
                places.append(Place(address: events[index].address, opcode: instruction.opcode))
            }
        }
    }

    /// Counts what was executed: `executed` has a byte for each two of the `size` of the image at `base`, and one for each
    /// instruction elsewhere.
    func count(_ executed: [UInt8], base: Address, size: Int) {
        for (unit, flag) in executed.enumerated() where flag != 0 {
            let number =
                unit < size / 2
                ? rawPointer(base + UInt32(unit) * 2).load(as: UInt8.self) : UInt8(truncatingIfNeeded: unit - size / 2)
            if let opcode = Opcode(rawValue: number) { linked[opcode, default: 0] += 1 }
        }
        for place in places {
            let unit = Int(place.address - base) / 2
            if executed.indices.contains(unit), executed[unit] != 0 { generic[place.opcode, default: 0] += 1 }
        }
    }

    /// Adds the counts to those of the file, if it is there: a line `linked NAME COUNT` for each linked instruction, and
    /// `generic NAME COUNT` for each generic one that a compiler of OTP 21 or later writes, executed or not.
    func merge(into path: String) throws {
        var earlier: [Substring: Int] = [:]
        if let bytes = FileManager.default.contents(atPath: path) {
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                guard let space = line.lastIndex(of: " "), let count = Int(line[line.index(after: space)...]) else {
                    throw ToolError("\(path): not a file that --coverage has written")
                }
                earlier[line[..<space]] = count
            }
        }
        var lines: [String] = []
        func line(_ name: String, _ count: Int) {
            lines.append("\(name) \(count + (earlier[Substring(name)] ?? 0))\n")
        }
        for opcode in Opcode.allCases { line("linked \(opcode)", linked[opcode] ?? 0) }
        for number in 1...GenericInstruction.highestOpcode {
            let last = String(decoding: GenericInstructionTable.field(4, of: number), as: UTF8.self)
            guard last != "20" else { continue }
            let name = String(decoding: GenericInstructionTable.field(1, of: number), as: UTF8.self)
            line("generic \(name)", generic[UInt8(number)] ?? 0)
        }
        try FileAccess.write(Array(lines.joined().utf8), to: path)
    }
}
