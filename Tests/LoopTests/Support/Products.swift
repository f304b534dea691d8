import Foundation

/// The build folder: where the test bundle that runs lies, and with it the programs under test.
enum Products {
    static let folder: String = {
        let contents = try? FileHandle(forReadingFrom: URL(filePath: "/proc/self/maps")).readToEnd()
        let maps = String(decoding: contents ?? Data(), as: UTF8.self)
        let bundle = maps.split(separator: "\n").first { $0.hasSuffix(".xctest") } ?? ""
        let path = bundle.drop { $0 != "/" }
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }()
}
