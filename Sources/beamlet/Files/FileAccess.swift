import Foundation

/// Reading and writing whole files, with errors that say what to do.
enum FileAccess {
    /// The contents of `path`. Throws a ``ToolError`` for what is not there, a directory, empty, or unreadable.
    static func read(_ path: String) throws(ToolError) -> [UInt8] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw ToolError("\(path): no such file")
        }
        guard !isDirectory.boolValue else {
            throw ToolError("\(path): a directory; give its files, for example \(withoutSlash(path))/*.beam")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ToolError("\(path): cannot be read: \(String(cString: strerror(errno)))")
        }
        guard !data.isEmpty else { throw ToolError("\(path): the file is empty") }
        return [UInt8](data)
    }

    /// Writes `bytes` to `path` in one step: a failure leaves what was there.
    static func write(_ bytes: [UInt8], to path: String) throws(ToolError) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            var isDirectory: ObjCBool = false
            let folder = (path as NSString).deletingLastPathComponent
            if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
                throw ToolError("\(path): cannot be written: it is a directory")
            }
            if !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
                throw ToolError("\(path): cannot be written: there is no directory \(folder)")
            }
            throw ToolError("\(path): cannot be written")
        }
    }

    private static func withoutSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
