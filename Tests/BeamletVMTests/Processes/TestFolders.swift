import Foundation

/// Folders for compiled programs. They go at the end of the process: programs that several tests share are never released.
enum TestFolders {
    private static let root: URL = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("beamlet-\(UUID().uuidString)")
        atexit { try? FileManager.default.removeItem(at: TestFolders.root) }
        return folder
    }()

    /// A new folder, which is made with all above it.
    static func make() throws -> URL {
        let folder = root.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
