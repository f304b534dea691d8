import Foundation
import Synchronization

/// A value that several threads may read and change.
final class Locked<Value: Sendable>: Sendable {
    private let content: Mutex<Value>

    init(_ value: sending Value) {
        content = Mutex(value)
    }

    var value: Value { content.withLock { $0 } }
    func change(_ body: (inout sending Value) -> Void) { content.withLock { body(&$0) } }
}

/// The built `VirtualReader` library, called as pcscd calls it: for reader 0.
@safe
final class Driver: @unchecked Sendable {
    private typealias Open = @convention(c) (UInt, UnsafeMutablePointer<CChar>) -> Int
    private typealias Simple = @convention(c) (UInt) -> Int
    private typealias Watch = @convention(c) (UInt, Int32) -> Int
    private typealias Capability =
        @convention(c) (UInt, UInt, UnsafeMutablePointer<UInt>, UnsafeMutableRawPointer) -> Int
    private typealias Power =
        @convention(c) (UInt, UInt, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt>) -> Int
    private struct Header {
        var protocolNumber: UInt = 1
        var length: UInt = 16
    }

    static let success = 0
    private static let present = 615
    private let library: UnsafeMutableRawPointer
    private let lun: UInt

    /// A logical unit number of its own for each test, as the library's table is one per process.
    private static let nextLun = Locked<UInt>(0)

    /// The library next to the test's own program, where `swift build` puts it.
    static let path: String = {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? program
        let folders = [program, bundle].map { ($0 as NSString).deletingLastPathComponent }
        let candidates = folders.map { $0 + "/libVirtualReader.so" }
        return candidates.first { FileManager.default.fileExists(atPath: $0) } ?? "libVirtualReader.so not found"
    }()

    init() throws {
        guard let handle = unsafe dlopen(Self.path, RTLD_NOW) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: Self.path])
        }
        unsafe library = handle
        let counter = Self.nextLun
        var number: UInt = 0
        counter.change {
            $0 += 0x10000
            number = $0
        }
        lun = number
    }

    func open(_ name: String) -> Int {
        var text = Array(name.utf8CString)
        return unsafe function("IFDHCreateChannelByName", Open.self)(lun, &text)
    }

    func close() {
        _ = function("IFDHCloseChannel", Simple.self)(lun)
    }

    var isPresent: Bool { function("IFDHICCPresence", Simple.self)(lun) == Self.present }

    /// One turn of pcscd's watching thread: returns when a card came or went, after two seconds at the latest.
    func watch(milliseconds: Int32 = 2000) {
        guard let watch = capability(0x0FB3, Watch.self) else { return }
        _ = watch(lun, milliseconds)
    }

    func stopWatching() {
        guard let stop = capability(0x0FB2, Simple.self) else { return }
        _ = stop(lun)
    }

    /// The ATR that a power event gave, empty for power off; nil when it failed.
    func power(_ action: UInt) -> [UInt8]? {
        var atr = [UInt8](repeating: 0, count: 33)
        var length: UInt = 33
        let code = unsafe function("IFDHPowerICC", Power.self)(lun, action, &atr, &length)
        return code == Self.success ? Array(atr.prefix(Int(length))) : nil
    }

    func transmit(_ command: [UInt8], capacity: Int = 65_548) -> [UInt8]? {
        typealias Transmit =
            @convention(c) (
                UInt, UInt, UInt, UnsafePointer<UInt8>, UInt, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt>,
                UnsafeMutableRawPointer
            ) -> Int
        var answer = [UInt8](repeating: 0, count: capacity)
        var length = UInt(capacity)
        var header = Header()
        let code = unsafe function("IFDHTransmitToICC", Transmit.self)(
            lun, header.protocolNumber, header.length, command, UInt(command.count), &answer, &length, &header)
        return code == Self.success ? Array(answer.prefix(Int(length))) : nil
    }

    /// The code that a control gave, and its answer.
    func control(_ controlCode: UInt, _ data: [UInt8] = [], capacity: Int = 64) -> (code: Int, answer: [UInt8]) {
        typealias Control =
            @convention(c) (
                UInt, UInt, UnsafePointer<UInt8>, UInt, UnsafeMutablePointer<UInt8>, UInt, UnsafeMutablePointer<UInt>
            ) -> Int
        var answer = [UInt8](repeating: 0, count: capacity)
        var length: UInt = 0
        let code = unsafe function("IFDHControl", Control.self)(
            lun, controlCode, data, UInt(data.count), &answer, UInt(capacity), &length)
        return (code, Array(answer.prefix(Int(length))))
    }

    private func capability<F>(_ tag: UInt, _ type: F.Type) -> F? {
        var address: UnsafeRawPointer?
        var length = UInt(unsafe MemoryLayout<UnsafeRawPointer>.size)
        let capabilities = unsafe function("IFDHGetCapabilities", Capability.self)
        let code = unsafe capabilities(lun, tag, &length, &address)
        guard code == Self.success, let address = unsafe address else { return nil }
        return unsafe unsafeBitCast(address, to: type)
    }

    private func function<F>(_ name: String, _ type: F.Type) -> F {
        guard let symbol = unsafe dlsym(library, name) else { fatalError("\(name) is missing") }
        return unsafe unsafeBitCast(symbol, to: type)
    }
}
