//! What the operating system says went wrong, in words of the program.

use std::io::{self, ErrorKind};

use crate::message;
use crate::message::Message;

/// The words for a fault; of kinds not known here, those of the system with its number.
pub(crate) fn fault(error: &io::Error) -> Message {
    if let Some(message) = error.get_ref().and_then(|own| own.downcast_ref::<Message>()) {
        return message.clone();
    }
    let own = || Message::from(error.to_string());
    match words(error.kind()) {
        None => own(),
        // Who handed it on may have said more, the path of a temporary file.
        Some(words) if error.get_ref().is_some() => {
            message!("%{fault} (%{words})", fault = words, words = own())
        }
        Some(words) => words,
    }
}

fn words(kind: ErrorKind) -> Option<Message> {
    Some(match kind {
        ErrorKind::NotFound => message!("there is no such file or folder"),
        ErrorKind::PermissionDenied => message!("permission denied"),
        ErrorKind::AlreadyExists => message!("there is a file of this name already"),
        ErrorKind::IsADirectory => message!("it is a folder"),
        ErrorKind::NotADirectory => message!("a part of the path is not a folder"),
        ErrorKind::DirectoryNotEmpty => message!("the folder is not empty"),
        ErrorKind::StorageFull => message!("no space is left on the disk"),
        ErrorKind::QuotaExceeded => message!("the quota of disk space is used up"),
        ErrorKind::FileTooLarge => message!("the file is too large"),
        ErrorKind::ReadOnlyFilesystem => message!("the disk is read-only"),
        ErrorKind::InvalidFilename => message!("the name is too long, or the system does not allow it"),
        ErrorKind::InvalidData => message!("the content is not valid"),
        ErrorKind::InvalidInput => message!("the system does not accept it"),
        ErrorKind::UnexpectedEof => message!("it ends too early"),
        ErrorKind::WriteZero => message!("not everything could be written"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => message!("another program is using it"),
        ErrorKind::BrokenPipe => message!("the program that was reading it has closed"),
        ErrorKind::TimedOut => message!("it took too long"),
        ErrorKind::Interrupted => message!("it was interrupted"),
        ErrorKind::OutOfMemory => message!("there is not enough memory"),
        ErrorKind::Unsupported => message!("the system cannot do it"),
        ErrorKind::StaleNetworkFileHandle => message!("the network drive is not there any more"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Language;

    #[track_caller]
    fn check(error: &io::Error, english: &str, chinese: &str) {
        let fault = fault(error);
        assert_eq!(
            (fault.to_string(), fault.said(Language::Chinese)),
            (english.to_owned(), chinese.to_owned())
        );
    }

    #[test]
    fn a_known_fault_is_said_without_the_number_of_the_system() {
        let (kind, numbered) = (io::Error::from(ErrorKind::StorageFull), io::Error::from_raw_os_error(2));
        check(&kind, "no space is left on the disk", "磁盘已满");
        check(&numbered, "there is no such file or folder", "没有这个文件或文件夹");
    }

    #[test]
    fn words_of_others_stay() {
        let wrapped = io::Error::new(ErrorKind::PermissionDenied, "denied at path \"/t/.tmp\"");
        check(
            &wrapped,
            "permission denied (denied at path \"/t/.tmp\")",
            "没有权限（denied at path \"/t/.tmp\"）",
        );
        check(&io::Error::other("a fault of its own"), "a fault of its own", "a fault of its own");
        check(&io::Error::other(message!("done")), "done", "完成");
    }
}
