import Foundation
import SmartCard
import Testing

@testable import PCSC

extension USBDevices {
    /// The path of the device whose driver gives that channel identifier.
    fileprivate func path(of channel: [UInt8]) -> String? {
        USBAddress(channel: channel).flatMap { path(of: $0) }
    }
}

@Suite struct USBDevicesTests {
    /// A folder as the kernel makes it, with these devices.
    private static func withFolder(
        _ devices: [(name: String, files: [String: String])], _ body: (USBDevices) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "usb-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for device in devices {
            let path = folder.appending(path: device.name)
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            for (file, text) in device.files {
                try text.write(to: path.appending(path: file), atomically: true, encoding: .utf8)
            }
        }
        try body(USBDevices(folder: folder.path))
    }

    @Test("Two identical readers are told apart by their bus and address")
    func identical() throws {
        let reader = ["idVendor": "08e6\n", "idProduct": "3437\n", "busnum": "1\n"]
        try Self.withFolder([
            ("1-1.4", reader.merging(["devnum": "7\n"]) { $1 }), ("1-1.5", reader.merging(["devnum": "12\n"]) { $1 }),
            ("1-1.5:1.0", reader.merging(["devnum": "12\n"]) { $1 }), ("usb1", [:]),
        ]) { devices in
            #expect(devices.path(of: [7, 1, 0x20, 0]) == "1-1.4")
            #expect(devices.path(of: [12, 1, 0x20, 0]) == "1-1.5")
            #expect(devices.path(of: [9, 1, 0x20, 0]) == nil)
        }
    }

    @Test("What is no USB channel, a missing folder and odd files give nothing")
    func odd() throws {
        #expect(USBAddress(channel: [7, 1, 0x01, 0]) == nil)
        #expect(USBAddress(channel: [7, 1, 0x20]) == nil)
        #expect(USBDevices(folder: "/nonexistent").path(of: [7, 1, 0x20, 0]) == nil)
        try Self.withFolder([("1-1", ["idVendor": "zz\n", "idProduct": "0001\n", "busnum": "", "devnum": "300\n"])]) {
            #expect($0.path(of: [44, 1, 0x20, 0]) == nil)
        }
    }
}
