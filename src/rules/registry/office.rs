//! Office files and letters.

use crate::rules::Zone;
use crate::rules::registry::Example::{Line, Rtf, Text, Word};
use crate::rules::registry::{Deed, Rule, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "mail.head",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "the head of a letter", chinese: "邮件头" },
        what: Words {
            english: "the head of a letter, also above one that is passed on: 发件人, 收件人, 抄送, and 转发： before the subject",
            chinese: "邮件头，包括转发邮件中的：发件人、收件人、抄送，主题前的“转发：”",
        },
        why: Words {
            english: "how a text was sent is no part of it", chinese: "文件如何发来不属于文件本身"
        },
        fires: Text(
            "From: zhang@example.cn\nTo: li@example.cn\nSubject: =?utf-8?B?5YWz5LqO5YGa5aW95pil5pKt5bel5L2c55qE6YCa55+l?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务。\n",
        ),
        stays: Line(Zone::Body, "发件人和收件人都要在登记簿上签字，做到来文去文有据可查。"),
    },
    Rule {
        id: "mail.attachment",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a file attached to a letter", chinese: "邮件的附件" },
        what: Words {
            english: "a file attached to a letter is not read", chinese: "邮件所附的文件没有读入"
        },
        why: Words { english: "it is a document of its own", chinese: "附件是另一份文件" },
        fires: Text(
            "From: zhang@example.cn\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务。\n--b\nContent-Type: application/msword; name=\"a.doc\"\nContent-Disposition: attachment; filename=\"a.doc\"\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--\n",
        ),
        stays: Text(
            "From: zhang@example.cn\nSubject: a\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务。\n",
        ),
    },
    Rule {
        id: "form.label",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "labels of the parts of a document", chinese: "公文各部分的标签" },
        what: Words {
            english: "labels that name the parts of a document one by one, title and body among them: 【标题】, 主送：, 【正文】, 落款：",
            chinese: "逐一标明公文各部分的标签，其中有标题和正文：【标题】、主送：、【正文】、落款：",
        },
        why: Words {
            english: "they say what a line is and are no text",
            chinese: "标签说明一行是什么，不是文字",
        },
        fires: Text(
            "【标题】关于做好春播工作的通知\n【主送】各乡镇人民政府：\n【正文】\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n标题：要简明；正文：要写清楚。各乡镇要在四月底前报送进度，逾期不报的予以通报。\n",
        ),
    },
    Rule {
        id: "office.header",
        does: Deed::TakesOut,
        keepable: true,
        name: Words {
            english: "page headers and footers of an office file",
            chinese: "办公文档的页眉、页脚和页码",
        },
        what: Words {
            english: "page headers, footers and page numbers of an office file; the new document has its own",
            chinese: "办公文档的页眉、页脚和页码；新文档另有自己的",
        },
        why: Words {
            english: "two page numbers on a page would contradict each other",
            chinese: "两套页码会互相矛盾",
        },
        fires: Rtf("{\\header 内部资料 注意保存\\par}各乡镇要在四月底前报送进度，逾期不报的予以通报。\\par"),
        stays: Rtf("各乡镇要在四月底前报送进度，逾期不报的予以通报。\\par"),
    },
    Rule {
        id: "office.comment",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "remarks of reviewers", chinese: "办公文档的批注" },
        what: Words {
            english: "remarks of reviewers in an office file (批注)", chinese: "办公文档的批注"
        },
        why: Words {
            english: "they are about the draft and not for its readers",
            chinese: "批注针对草稿，不给读者看",
        },
        fires: Rtf(
            "各乡镇要在四月底前报送进度{\\*\\atnid 张}{\\*\\annotation\\pard 日期再核一下\\par}，逾期不报的予以通报。\\par",
        ),
        stays: Rtf("各乡镇要在四月底前报送进度，逾期不报的予以通报。\\par"),
    },
    Rule {
        id: "office.deleted",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "what tracked changes delete", chinese: "修订中删除的文字" },
        what: Words { english: "what tracked changes delete (修订)", chinese: "修订中删除的文字" },
        why: Words { english: "somebody took it out already", chinese: "已经有人删去" },
        fires: Rtf("各乡镇要在{\\deleted 五月}四月底前报送进度，逾期不报的予以通报。\\par"),
        stays: Rtf("各乡镇要在{\\revised 四月}底前报送进度，逾期不报的予以通报。\\par"),
    },
    Rule {
        id: "office.hidden",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "text an office file hides", chinese: "办公文档的隐藏文字" },
        what: Words { english: "text an office file hides", chinese: "办公文档的隐藏文字" },
        why: Words {
            english: "what nobody sees in the file is not to be printed from it",
            chinese: "原文件中看不见的，不应印出来",
        },
        fires: Rtf("各乡镇要在四月底前报送进度{\\v 内部口径}，逾期不报的予以通报。\\par"),
        stays: Rtf("各乡镇要在四月底前报送进度，{\\b 逾期不报}的予以通报。\\par"),
    },
    Rule {
        id: "office.contents",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "the table of contents of an office file", chinese: "办公文档的目录" },
        what: Words {
            english: "the table of contents of an office file (目录); the new document makes its own",
            chinese: "办公文档的目录；新文档另行生成",
        },
        why: Words {
            english: "its page numbers are those of the old file", chinese: "其页码是旧文件的"
        },
        fires: Rtf(
            "{\\field{\\*\\fldinst TOC \\o \"1-3\"}{\\fldrslt 一、主要工作\\tab 1\\par 二、下一步打算\\tab 4\\par}}\\par 一、主要工作\\par 各乡镇要在四月底前报送进度，逾期不报的予以通报。\\par",
        ),
        stays: Rtf("一、主要工作\\par 各乡镇要在四月底前报送进度，逾期不报的予以通报。\\par"),
    },
    Rule {
        id: "office.field",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "text in the instruction of a field", chinese: "域代码中的文字" },
        what: Words {
            english: "text that stands in the instruction of a field of Word, which shows something else in its place",
            chinese: "Word 域代码中的文字，页面上显示的是域的结果",
        },
        why: Words {
            english: "the page shows the result of a field; where the end of the field is missing, text of the document may stand there",
            chinese: "页面显示的是域的结果；域没有结尾时，其中可能有正文",
        },
        fires: Word(
            "<w:p><w:r><w:t>各乡镇要在四月底前报送进度，逾期不报的予以通报。</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF 1=1</w:instrText></w:r><w:r><w:t>内部口径</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        ),
        stays: Word(
            "<w:p><w:r><w:t>各乡镇要在四月底前报送进度，</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>逾期不报的予以通报。</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        ),
    },
    Rule {
        id: "office.unfilled",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a field without a result", chinese: "没有结果的域" },
        what: Words {
            english: "a field of Word that has no result in the file: a property, a reference, a date",
            chinese: "Word 文件中没有结果的域：属性、引用、日期等",
        },
        why: Words {
            english: "Word may show something there that stands nowhere in the file",
            chinese: "Word 打开时可能在该处显示文件中没有的内容",
        },
        fires: Word(
            "<w:p><w:r><w:t>各乡镇要在四月底前报送进度，逾期不报的予以通报。</w:t></w:r><w:fldSimple w:instr=\"DOCPROPERTY a\"/></w:p>",
        ),
        stays: Word(
            "<w:p><w:r><w:t>各乡镇要在四月底前报送进度，</w:t></w:r><w:fldSimple w:instr=\"DOCPROPERTY a\"><w:r><w:t>逾期不报的予以通报。</w:t></w:r></w:fldSimple></w:p>",
        ),
    },
    Rule {
        id: "office.phonetic",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "how a word is read", chinese: "字上的拼音" },
        what: Words {
            english: "how a word is read, in small type above it (拼音)", chinese: "字上的拼音"
        },
        why: Words {
            english: "an official document has no small type above its lines",
            chinese: "公文行上不注小字",
        },
        fires: Word(
            "<w:p><w:r><w:t>各单位要把任务</w:t></w:r><w:r><w:ruby><w:rt><w:r><w:t>jiān</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>肩</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>起来，确保按时完成全年播种任务，不误农时。</w:t></w:r></w:p>",
        ),
        stays: Word(
            "<w:p><w:r><w:t>各单位要把任务肩起来，确保按时完成全年播种任务，不误农时。</w:t></w:r></w:p>",
        ),
    },
    Rule {
        id: "office.chunk",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a part in another format", chinese: "文档内嵌的其他格式部分" },
        what: Words {
            english: "a part in another format that was put into a Word file is not read",
            chinese: "插入 Word 文档的其他格式部分没有读入",
        },
        why: Words { english: "what is not read must be told", chinese: "没有读的必须说明" },
        fires: Word(
            "<w:p><w:r><w:t>各单位要把任务扛起来，确保按时完成全年播种任务，不误农时。</w:t></w:r></w:p><w:altChunk r:id=\"r9\"/>",
        ),
        stays: Word(
            "<w:p><w:r><w:t>各单位要把任务扛起来，确保按时完成全年播种任务，不误农时。</w:t></w:r></w:p>",
        ),
    },
    Rule {
        id: "office.drawing",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a chart or diagram of an office file", chinese: "办公文档的图表" },
        what: Words {
            english: "a chart or diagram of an office file is not read",
            chinese: "办公文档的图表没有读入",
        },
        why: Words { english: "what is not read must be told", chinese: "没有读的必须说明" },
        fires: Word(
            "<w:p><w:r><w:t>各单位要把任务扛起来，确保按时完成全年播种任务，不误农时。</w:t></w:r><w:r><w:drawing><a:graphic><a:graphicData><c:chart r:id=\"r9\"/></a:graphicData></a:graphic></w:drawing></w:r></w:p>",
        ),
        stays: Word(
            "<w:p><w:r><w:t>各单位要把任务扛起来，确保按时完成全年播种任务，不误农时。</w:t></w:r></w:p>",
        ),
    },
    Rule {
        id: "pdf.picture-page",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a page of a PDF that is a picture", chinese: "PDF 中整页的图片" },
        what: Words {
            english: "pages of a PDF that are pictures without text were passed over",
            chinese: "PDF 中没有文字、只有图片的页没有读入",
        },
        why: Words {
            english: "a scan shows text that no reader can see; it has to be recognised first",
            chinese: "扫描页上的文字要先识别才能读入",
        },
        fires: Text(
            "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 2/Kids[6 0 R 8 0 R]/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</P 5 0 R>>>>>> endobj\n3 0 obj <</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>> endobj\n4 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>> endobj\n5 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream endobj\n6 0 obj <</Type/Page/Parent 2 0 R/Contents 7 0 R>> endobj\n7 0 obj <</Length 169>>stream\nBT /F 16 Tf 72 700 Td <505A597D51685E7464AD79CD5DE54F5C7684901A77E5> Tj ET BT /F 16 Tf 72 660 Td <540453554F4D8981628A4EFB52A1625B8D776765FF0C4E0D8BEF519C65F63002> Tj ET\nendstream endobj\n8 0 obj <</Type/Page/Parent 2 0 R/Contents 9 0 R>> endobj\n9 0 obj <</Length 30>>stream\nq 500 0 0 700 50 50 cm /P Do Q\nendstream endobj\ntrailer <</Root 1 0 R>>",
        ),
        stays: Text(
            "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 1/Kids[6 0 R]/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</P 5 0 R>>>>>> endobj\n3 0 obj <</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>> endobj\n4 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>> endobj\n5 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream endobj\n6 0 obj <</Type/Page/Parent 2 0 R/Contents 7 0 R>> endobj\n7 0 obj <</Length 169>>stream\nBT /F 16 Tf 72 700 Td <505A597D51685E7464AD79CD5DE54F5C7684901A77E5> Tj ET BT /F 16 Tf 72 660 Td <540453554F4D8981628A4EFB52A1625B8D776765FF0C4E0D8BEF519C65F63002> Tj ET\nendstream endobj\ntrailer <</Root 1 0 R>>",
        ),
    },
    Rule {
        id: "office.look",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "the look of an office file", chinese: "办公文档的外观" },
        what: Words {
            english: "what an office file has that an official document has not: colours, borders, macros",
            chinese: "办公文档有而公文没有的：颜色、边框、宏",
        },
        why: Words {
            english: "the new document looks as the standard wants it",
            chinese: "新文档的外观依标准而定",
        },
        fires: Word(
            "<w:p><w:r><w:rPr><w:color w:val=\"FF0000\"/></w:rPr><w:t>各单位要把任务扛起来，确保按时完成全年播种任务，不误农时。</w:t></w:r></w:p>",
        ),
        stays: Rtf("各乡镇要在四月底前报送进度，逾期不报的予以通报。\\par"),
    },
    Rule {
        id: "office.sign",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "a sign of a font with its own codes", chinese: "特殊字体的符号" },
        what: Words {
            english: "a sign of a font with its own codes that no character is known for becomes □",
            chinese: "特殊字体中没有对应字符的符号改为□",
        },
        why: Words {
            english: "a box shows that something stood there", chinese: "方框表明此处原有符号"
        },
        fires: Word(
            "<w:p><w:r><w:t>各单位要把任务扛起来</w:t></w:r><w:r><w:sym w:font=\"Unknown Signs\" w:char=\"F0E9\"/></w:r><w:r><w:t>，确保按时完成全年播种任务，不误农时。</w:t></w:r></w:p>",
        ),
        stays: Word(
            "<w:p><w:r><w:t>各单位要把任务扛起来，确保按时完成全年播种任务，不误农时。</w:t></w:r></w:p>",
        ),
    },
];
