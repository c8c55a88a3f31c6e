//! chengwen for Python: what `chengwen/__init__.py` stands on. Texts and documents go over as bytes, all else as JSON; the lock of the
//! interpreter is given back while there is work to do.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use chengwen::cli;
use chengwen::convert::{Job, Options, Output, schema};
use chengwen::diag::Log;
use chengwen::document::Document;
use chengwen::message::{Language, Message};
use chengwen::picture::Source;
use chengwen::write::json;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use serde_json::{Value, json};

pyo3::create_exception!(
    _core,
    CoreError,
    PyException,
    "Two arguments: a code that never changes, and a message."
);

/// The documents of an input by their formats, and what is known of it as JSON.
type Converted<'py> = (BTreeMap<&'static str, Bound<'py, PyBytes>>, String);

/// Options that have been checked, for any number of inputs and threads.
#[pyclass(frozen, name = "Job")]
struct PyJob {
    job: Job,
    language: Language,
}

#[pymethods]
impl PyJob {
    /// `options` in JSON, as in `docs/schema/options.schema.json`; messages are in the `language` of this name.
    #[new]
    fn new(options: &str, language: &str) -> PyResult<PyJob> {
        let language = Language::named(language).unwrap_or_default();
        let options: Options = serde_json::from_str(options)
            .map_err(|error| CoreError::new_err(("options", error.to_string())))?;
        let job = Job::new(&options).map_err(|error| refused(&error, language))?;
        Ok(PyJob { job, language })
    }

    /// Converts `input`, called `name`; the pictures it names are beside the file at `path`, if it has one.
    fn convert<'py>(
        &self,
        py: Python<'py>,
        input: PyBackedBytes,
        name: Option<&str>,
        path: Option<PathBuf>,
    ) -> PyResult<Converted<'py>> {
        let (output, facts) = self.run(py, || {
            let pictures = path.as_deref().map(cli::pictures_beside);
            let output = self.job.convert_with(&input, name, source(pictures.as_ref()))?;
            let facts = self.value(&output).to_string();
            Ok((output, facts))
        })?;
        Ok((documents(py, output), facts))
    }

    /// Reads `input`; see [`PyJob::convert`].
    fn read(
        &self,
        py: Python<'_>,
        input: PyBackedBytes,
        name: Option<&str>,
        path: Option<PathBuf>,
    ) -> PyResult<String> {
        self.run(py, || {
            let pictures = path.as_deref().map(cli::pictures_beside);
            let reading = self.job.read_with(&input, name, source(pictures.as_ref()))?;
            let mut facts = json!(reading.log.told(self.language));
            facts["title"] = json!(reading.document.name());
            facts["kind"] = json!(reading.kind.name());
            facts["encoding"] = json!(reading.encoding);
            facts["document"] = data(&reading.document);
            Ok(facts.to_string())
        })
    }

    /// Binds inputs, each with its name and its path, if it has one.
    fn bind<'py>(
        &self,
        py: Python<'py>,
        inputs: Vec<(String, PyBackedBytes, Option<PathBuf>)>,
    ) -> PyResult<Converted<'py>> {
        let (output, facts) = self.run(py, || {
            let read = |(name, bytes, path): &(String, PyBackedBytes, Option<PathBuf>)| {
                let pictures = path.as_deref().map(cli::pictures_beside);
                let reading = self.job.read_with(bytes, Some(name), source(pictures.as_ref()))?;
                Ok((name.clone(), reading))
            };
            let compilation = self.job.bind_read(inputs.iter().map(read))?;
            let mut facts = self.value(&compilation.output);
            let part = |((name, ..), log): (&(String, PyBackedBytes, Option<PathBuf>), &Log)| {
                let mut part = json!(log.told(self.language));
                part["name"] = json!(name);
                part
            };
            facts["parts"] = inputs.iter().zip(&compilation.logs).map(part).collect();
            Ok((compilation.output, facts.to_string()))
        })?;
        Ok((documents(py, output), facts))
    }
}

impl PyJob {
    /// Does `work` without the lock; a fault of the program is an error like any other, and takes nothing else along.
    fn run<T: Send>(&self, py: Python<'_>, work: impl FnOnce() -> chengwen::Result<T> + Send) -> PyResult<T> {
        let done = py.detach(|| catch_unwind(AssertUnwindSafe(work)));
        match done {
            Ok(done) => done.map_err(|error| refused(&error, self.language)),
            Err(_) => Err(CoreError::new_err((
                "fault",
                "internal error; nothing was written, please report it with the input",
            ))),
        }
    }

    fn value(&self, output: &Output) -> Value {
        let mut facts = json!(output.log.told(self.language));
        facts["title"] = json!(output.title());
        facts["pages"] = json!(output.pages);
        facts["document"] = data(&output.document);
        facts
    }
}

/// What reads pictures, as the library takes it.
fn source<F: Fn(&str) -> Result<Vec<u8>, Message> + Sync>(pictures: Option<&F>) -> Source<'_> {
    Source(pictures.map(|fetch| fetch as _))
}

fn documents(py: Python<'_>, output: Output) -> BTreeMap<&'static str, Bound<'_, PyBytes>> {
    output.documents.into_iter().map(|(format, bytes)| (format, PyBytes::new(py, &bytes))).collect()
}

fn data(document: &Document) -> Value {
    serde_json::to_value(json::value(document)).unwrap_or_default()
}

fn refused(error: &chengwen::Error, language: Language) -> PyErr {
    CoreError::new_err((error.code(), error.message().said(language)))
}

/// Runs the command line `arguments`, the program's name first, and gives its exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| cli::code(arguments))
}

/// The JSON Schema of the options.
#[pyfunction]
fn options_schema() -> String {
    schema().to_string()
}

#[pymodule]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<PyJob>()?;
    module.add("CoreError", module.py().get_type::<CoreError>())?;
    module.add("version", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    module.add_function(wrap_pyfunction!(options_schema, module)?)
}
