import BeamletVM
import Foundation
import Host

/// `beamlet where`: the functions and lines that addresses in a dump or in a report of a fault belong to.
enum WhereCommand {
    static let command = Command(
        name: "where",
        usage: "APP.img [ADDRESS...]",
        summary: "the functions and lines of addresses",
        details: """
            ADDRESS is hexadecimal, as dumps and reports of faults show it. Without one, text is read from standard input and
            written again with each address in the image's code (0x and eight digits) followed by its function and line.
            """,
        options: []
    ) { arguments, console in
        guard let path = arguments.operands.first else { throw ToolError("no image given (see beamlet where --help)") }
        let bytes = try FileAccess.read(path)
        guard FileKind(bytes, path: path) == .image else {
            throw ToolError("\(path): not an image of Beamlet; beamlet link makes one")
        }
        let places = try CodePlaces(bytes, file: path)
        for text in arguments.operands.dropFirst() {
            let digits = text.hasPrefix("0x") || text.hasPrefix("0X") ? String(text.dropFirst(2)) : text
            guard let address = UInt32(digits, radix: 16) else {
                throw ToolError("\(text): not an address; write it in hexadecimal, as 0x08041234")
            }
            console.line("\(hexAddress(address)) \(places.text(address) ?? "is not in the image's code")")
        }
        if arguments.operands.count == 1 {
            while let line = readLine() { console.line(places.annotate(line)) }
        }
        return ExitStatus.success
    }
}

/// The code of an image at its place.
final class CodePlaces {
    private let memory: HostMemory
    private var machine = Machine(platform: Platform(HostBoard.self))

    /// Throws where the image is damaged or does not fit its board.
    init(_ image: [UInt8], file: String) throws(ToolError) {
        let board = try ImageInspection(image, file: file).board
        do {
            memory = try HostMemory(
                flash: HostMemory.Region(start: board.image.start, size: board.image.size),
                ram: HostMemory.Region(start: board.ram.start, size: board.ram.size))
        } catch {
            throw ToolError("\(error)")
        }
        memory.flashBytes.copyBytes(from: image)
        guard
            machine.boot(
                ram: board.ram.start, to: board.ram.start + board.ram.size, image: board.image.start, module: nil)
                == .none
        else { throw ToolError("\(file): does not start on \(board.name)") }
    }

    /// `module:function/arity (file, line N)`, or nil where there is no code.
    func text(_ address: UInt32) -> String? {
        guard let location = machine.location(address) else { return nil }
        let name = ErlangText.function(
            machine.atoms.text(FunctionInfo.module(location.function)).string,
            machine.atoms.text(FunctionInfo.function(location.function)).string,
            FunctionInfo.arity(entry: location.function &+ FunctionInfo.size))
        guard location.line != 0, location.file.isTuple else { return name }
        var file = ""
        var rest = location.file.element(1)
        while rest.isList {
            if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: rest.head.smallValue)) {
                file.unicodeScalars.append(scalar)
            }
            rest = rest.tail
        }
        return "\(name) (\(file), line \(location.line))"
    }

    /// A line of text with what its addresses are.
    func annotate(_ line: String) -> String {
        var result = ""
        var rest = Substring(line)
        while let found = rest.range(of: "0x") {
            let digits = rest[found.upperBound...].prefix(8)
            let end = digits.endIndex
            result += rest[..<end]
            rest = rest[end...]
            // What is named already is not named again.
            if digits.count == 8, let address = UInt32(digits, radix: 16), let text = text(address),
                !rest.hasPrefix(" \(text)")
            {
                result += " \(text)"
            }
        }
        return result + rest
    }
}
